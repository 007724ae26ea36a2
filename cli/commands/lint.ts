import { dirname } from "node:path";
import { Option } from "commander";
import { MediationError, resolveProfile } from "../../sdk/index.ts";
import { readOwnVersion } from "../../simulator/index.ts";
import { EXIT_FAILED } from "../exit-codes.ts";
import { findLintTargets } from "../lint/find-lint-targets.ts";
import type { LintedScript } from "../lint/lint-target.ts";
import { lintTargets } from "../lint/lint-targets.ts";
import { findPackageFile } from "../own-package.ts";
import { renderLintJson } from "../render/render-lint-json.ts";
import { renderLintSarif } from "../render/render-lint-sarif.ts";
import { renderLint } from "../render/render-lint.ts";
import { toProfileName } from "../to-profile-name.ts";
import type { AddCommand, Shell } from "./command.ts";

interface LintOptions {
  readonly fix?: boolean;
  readonly profile?: string;
  readonly format: "json" | "pretty" | "sarif";
  readonly maxWarnings?: number;
}

export const addLint: AddCommand = (program, shell) => {
  program
    .command("lint")
    .summary("say what in a decision script will fail or surprise on a device")
    .description(
      "Reads decision scripts, without running them, and says what will fail or surprise on a device. A scenario stands for the scripts it names, and says what each is for.",
    )
    .argument("[paths...]", 'scripts, scenarios, or folders that hold them; "-" is piped in', ["."])
    .option("--fix", "write what is safe to write")
    .option("--profile <name>", "the device they are for, instead of the scenario's")
    .addOption(
      new Option("--format <format>", "how to print it")
        .choices(["pretty", "json", "sarif"])
        .default("pretty"),
    )
    .option("--max-warnings <n>", "exit with 1 if there are more", parseCount)
    .addHelpText(
      "after",
      "\nExamples:\n  fledgling lint examples/01-waterfall\n  fledgling lint seller.js --profile android --fix",
    )
    .action(async (paths: readonly string[], options: LintOptions) => lint(paths, options, shell));
};

function parseCount(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new MediationError("ERR_CLI_USAGE", `--max-warnings takes a number, got "${text}".`, {
    hint: "Write for example: --max-warnings 0",
  });
}

async function lint(
  paths: readonly string[],
  { fix = false, profile, format, maxWarnings = Infinity }: LintOptions,
  shell: Shell,
): Promise<void> {
  const { io, exitWith } = shell;
  const chosen = profile === undefined ? undefined : resolveProfile(toProfileName(profile));
  const targets = await findLintTargets(paths, { io, profile: chosen });
  const scripts = await lintTargets(targets, { fix });
  if (scripts.length === 0) throw noScripts(paths);
  io.stdout(render(scripts, format, shell));
  const problems = scripts.flatMap((script) => script.problems);
  const warnings = problems.filter(({ severity }) => severity === "warning");
  if (warnings.length < problems.length || warnings.length > maxWarnings) exitWith(EXIT_FAILED);
}

/** Nothing found is nothing checked, and must not look like a success. */
function noScripts(paths: readonly string[]): MediationError {
  const where = paths.map((path) => `"${path}"`).join(" and ");
  return new MediationError("ERR_CLI_USAGE", `There are no decision scripts in ${where}.`, {
    hint: "Name scripts, a scenario, or a folder that holds either.",
  });
}

function render(
  scripts: readonly LintedScript[],
  format: LintOptions["format"],
  { io, colours }: Shell,
): string {
  if (format === "json") return renderLintJson(scripts);
  if (format === "pretty") return renderLint(scripts, colours);
  const packageFolder = dirname(findPackageFile());
  return renderLintSarif(scripts, { cwd: io.cwd, packageFolder, version: readOwnVersion() });
}

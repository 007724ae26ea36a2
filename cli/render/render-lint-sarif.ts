import { isAbsolute, join } from "node:path";
import { pathToFileURL } from "node:url";
import { LINT_RULES, type LintRule, type ScriptProblem } from "../../decision-logic/index.ts";
import type { LintedScript, LintTarget } from "../lint/lint-target.ts";
import { nameFile } from "../lint/name-file.ts";

interface Surroundings {
  /** Where paths start. */
  readonly cwd: string;
  /** Where our own package is, with its pages. */
  readonly packageFolder: string;
  readonly version: string;
}

/** What code scanning reads: SARIF 2.1.0. */
export function renderLintSarif(
  scripts: readonly LintedScript[],
  surroundings: Surroundings,
): string {
  const page = pathToFileURL(join(surroundings.packageFolder, "docs", "script-lint.md")).href;
  const driver = {
    name: "fledgling",
    version: surroundings.version,
    rules: LINT_RULES.map((rule) => toSarifRule(rule, page)),
  };
  const run = {
    tool: { driver },
    originalUriBaseIds: { SRCROOT: { uri: `${pathToFileURL(surroundings.cwd).href}/` } },
    columnKind: "utf16CodeUnits",
    results: scripts.flatMap((script) =>
      script.problems.map((problem) => toResult(problem, { ...script, cwd: surroundings.cwd })),
    ),
  };
  const $schema = "https://json.schemastore.org/sarif-2.1.0.json";
  return `${JSON.stringify({ $schema, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function toSarifRule({ code, name, severity, about, hint }: LintRule, page: string): object {
  return {
    id: code,
    name,
    shortDescription: { text: about },
    help: { text: hint },
    helpUri: `${page}#${code.toLowerCase()}-${name}`,
    defaultConfiguration: { level: severity },
  };
}

function toResult(
  problem: ScriptProblem,
  { target, source, cwd }: LintedScript & Pick<Surroundings, "cwd">,
): object {
  const { code, severity, message, hint, fix } = problem;
  const artifactLocation = toLocation(target, cwd);
  return {
    ruleId: code,
    ruleIndex: LINT_RULES.findIndex((rule) => rule.code === code),
    level: severity,
    message: { text: `${message} ${hint}` },
    locations: [{ physicalLocation: { artifactLocation, region: toRegion(problem, target) } }],
    ...(fix !== undefined &&
      target.isFile && { fixes: [toFix(fix, { artifactLocation, source, hint })] }),
  };
}

/** Where the lines of a script are not those of its file, the file is all that can be named. */
function toRegion(
  { line, column, endLine, endColumn }: ScriptProblem,
  { isFile, file, within }: LintTarget,
): object {
  if (!isFile && file !== undefined && within === undefined) return { startLine: 1 };
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function toLocation({ file }: LintTarget, cwd: string): object {
  if (file === undefined) return { uri: "stdin" };
  const name = nameFile(file, cwd);
  if (isAbsolute(name)) return { uri: pathToFileURL(name).href };
  return { uri: name.split(/[\\/]/).map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" };
}

function toFix(
  { range: [start, end], text }: NonNullable<ScriptProblem["fix"]>,
  {
    artifactLocation,
    source,
    hint,
  }: { readonly artifactLocation: object; readonly source: string; readonly hint: string },
): object {
  const before = source.slice(0, start);
  const deletedRegion = { charOffset: before.length, charLength: end - start };
  const replacements = [{ deletedRegion, insertedContent: { text } }];
  return { description: { text: hint }, artifactChanges: [{ artifactLocation, replacements }] };
}

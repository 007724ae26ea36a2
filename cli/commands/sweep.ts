import { Option } from "commander";
import {
  loadScenario,
  SWEEP_METRICS,
  type LoadedScenario,
  type SweepMetric,
  type Vary,
} from "../../simulator/index.ts";
import { parseSeed } from "../parse-seed.ts";
import { parseVary } from "../parse-vary.ts";
import { renderSweep } from "../render/render-sweep.ts";
import { renderSweepJson } from "../render/render-sweep-json.ts";
import { runSweep } from "../run-sweep.ts";
import type { AddCommand, Shell } from "./command.ts";

interface SweepOptions {
  readonly vary: Vary;
  readonly metric: SweepMetric["name"];
  readonly seed?: number;
  readonly json?: true;
  readonly output?: string;
  readonly open?: true;
}

const metricNames = SWEEP_METRICS.map(({ name }) => name);

export const addSweep: AddCommand = (program, shell) => {
  program
    .command("sweep")
    .summary("run scenarios for each value of a setting")
    .description(
      "Runs scenarios once for each value of one setting, all with the same luck, and says which of them is ahead where.",
    )
    .argument("<scenario...>", "one, or several to hold against each other")
    .requiredOption(
      "--vary <path=values>",
      "the setting, and its values: 0.4..1:0.1, or a,b,c",
      parseVary,
    )
    .addOption(
      new Option("--metric <name>", "what the table shows").choices(metricNames).default("rpm"),
    )
    .option("--seed <n>", "the luck of all runs, instead of the first scenario's", parseSeed)
    .option("--json", "print one JSON document with every metric and request")
    .option("-o, --output <file>", "write a page with a slider to this file")
    .option("--open", "open that page; without -o it is named after the first scenario")
    .addHelpText(
      "after",
      '\nExample:\n  fledgling sweep waterfall.yaml hybrid.yaml --vary "network.*.shade=0.4..1:0.1"',
    )
    .action(async (paths: readonly [string, ...string[]], options: SweepOptions) => {
      const [first, ...others] = paths;
      const load = async (path: string) => await loadScenario(path, { cwd: shell.io.cwd });
      const rest = await Promise.all(others.map(load));
      await sweep([await load(first), ...rest], options, shell);
    });
};

async function sweep(
  scenarios: readonly [LoadedScenario, ...LoadedScenario[]],
  { vary, metric: name, seed, json, output, open }: SweepOptions,
  { io, colours }: Shell,
): Promise<void> {
  const isPage = output !== undefined || open === true;
  const page = isPage ? await openPageFile(output, scenarios, io) : undefined;
  const result = await runSweep({ scenarios, vary, seed }, io);
  const metric = SWEEP_METRICS.find((each) => each.name === name) ?? SWEEP_METRICS[0];
  io.stdout(json ? renderSweepJson(result) : renderSweep(result, metric, colours));
  if (page === undefined) return;
  const written = await page.write(result);
  if (!json) io.stdout(`\n${written}\n`);
  if (!open) return;
  const { openPage } = await import("../open-page.ts");
  await openPage(page.path, io);
}

/** Only who wants a page waits for what it takes. */
async function openPageFile(
  output: string | undefined,
  scenarios: readonly [LoadedScenario, ...LoadedScenario[]],
  io: Shell["io"],
) {
  const { openPageOfSweep } = await import("../page-of-sweep.ts");
  return openPageOfSweep(output, scenarios, io);
}

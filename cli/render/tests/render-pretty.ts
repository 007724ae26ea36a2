import type { Colors } from "picocolors/types.js";
import type { FileOutcome, TestOutcome, TestRunOutcome } from "../../../testing/index.ts";
import { countWord } from "../count-word.ts";
import { renderError } from "../render-error.ts";
import { countTests, hasFailed } from "./count-tests.ts";
import { renderFailedTest } from "./render-failed-test.ts";

/** Of more than these, only the files of those that passed are listed. */
const mostListed = 40;

/** A line for each test, why the failed ones failed, and how many passed. */
export function renderPretty(run: TestRunOutcome, colours: Colors): string {
  const isShort = run.files.flatMap(({ tests }) => tests).length <= mostListed;
  const files = run.files
    .filter(({ tests, problem }) => tests.length > 0 || problem !== undefined)
    .map((file) => renderFile(file, isShort, colours));
  return `${joinBlocks(files)}\n\n${renderEnd(run, colours)}\n`;
}

/** What takes more than a line stands by itself. */
function joinBlocks(blocks: readonly string[]): string {
  return blocks.reduce((text, block, index) => {
    const isList = ![blocks[index - 1], block].some((each) => each?.includes("\n"));
    return `${text}${isList ? "\n" : "\n\n"}${block}`;
  });
}

function renderFile(file: FileOutcome, isShort: boolean, colours: Colors): string {
  const { path, tests, problem, obsoleteSnapshots, hasUpdated } = file;
  if (problem !== undefined) {
    return renderError(problem, { colours, isVerbose: false }).trimEnd();
  }
  const listed = isShort ? tests : tests.filter(hasFailed);
  const passed = tests.filter((test) => !hasFailed(test)).length;
  const count = isShort
    ? ""
    : colours.dim(`  ${passed} of ${countWord(tests.length, "test")} passed`);
  return [
    `${colours.bold(path)}${count}`,
    ...listed.flatMap((test) => renderTest(file, test, colours)),
    ...obsoleteSnapshots.map((name) =>
      colours.yellow(`  no test has the snapshot "${name}" any more: --update removes it`),
    ),
    ...(hasUpdated ? [colours.yellow("  snapshots written")] : []),
  ].join("\n");
}

function renderTest(file: FileOutcome, test: TestOutcome, colours: Colors): readonly string[] {
  const word = hasFailed(test) ? "not ok" : "ok".padEnd(6);
  const head = `  ${hasFailed(test) ? colours.red(word) : colours.green(word)}  ${test.name}`;
  if (!hasFailed(test)) return [head];
  return [head, ...renderFailedTest(file, test).map((line) => paint(`          ${line}`, colours))];
}

/** What was expected is red, what was received is green, as in any difference. */
function paint(line: string, { red, green }: Colors): string {
  if (/^\s*- /.test(line)) return red(line);
  return /^\s*\+ /.test(line) ? green(line) : line;
}

function renderEnd(run: TestRunOutcome, { green, red, dim }: Colors): string {
  const { passed, failed, unusable } = countTests(run);
  const problems = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unusable > 0 ? [`${countWord(unusable, "file")} cannot be used`] : []),
  ];
  const rest = [
    ...(run.notRun > 0 ? [`${run.notRun} not run`] : []),
    ...(run.filteredOut > 0 ? [`${run.filteredOut} filtered out`] : []),
  ];
  const ran = passed + failed;
  const ended = ran === 0 ? "no test ran" : `${passed} of ${countWord(ran, "test")} passed`;
  const counts = [ended, ...problems, ...rest];
  const text = counts.join(", ");
  return `${problems.length === 0 ? green(text) : red(text)}${dim(` (${Math.round(run.tookMs)} ms)`)}`;
}

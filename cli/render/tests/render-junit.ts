import type { FileOutcome, TestOutcome, TestRunOutcome } from "../../../testing/index.ts";
import { countTests, hasFailed } from "./count-tests.ts";
import { renderFailedTest } from "./render-failed-test.ts";

/** The XML that CI servers read. */
export function renderJunit(run: TestRunOutcome): string {
  const suites = run.files.filter(
    ({ tests, problem }) => tests.length > 0 || problem !== undefined,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="fledgling"${countsOf(run.files)} time="${toSeconds(run.tookMs)}">`,
    ...suites.flatMap(renderSuite),
    "</testsuites>",
    "",
  ].join("\n");
}

function renderSuite(file: FileOutcome): readonly string[] {
  const tookMs = file.tests.reduce((sum, test) => sum + test.tookMs, 0);
  const head = `  <testsuite name=${quote(file.path)}${countsOf([file])} time="${toSeconds(tookMs)}">`;
  const cases =
    file.problem === undefined
      ? file.tests.flatMap((test) => renderCase(file, test))
      : renderUnusable(file.path, file.problem.message);
  return [head, ...cases, "  </testsuite>"];
}

/** A file that cannot be used counts as a test that ended in an error. */
function countsOf(files: readonly FileOutcome[]): string {
  const { passed, failed, unusable } = countTests({ files });
  return ` tests="${passed + failed + unusable}" failures="${failed}" errors="${unusable}"`;
}

function renderUnusable(path: string, message: string): readonly string[] {
  const [summary = ""] = message.split("\n");
  return [
    `    <testcase name=${quote(path)} classname=${quote(path)} time="0.000">`,
    `      <error message=${quote(summary)}>${escapeXml(message)}</error>`,
    "    </testcase>",
  ];
}

function renderCase(file: FileOutcome, test: TestOutcome): readonly string[] {
  const { name, place, failures, console } = test;
  const line = place === undefined ? "" : ` line="${place.line}"`;
  const head = `    <testcase name=${quote(name)} classname=${quote(file.path)} file=${quote(file.path)}${line} time="${toSeconds(test.tookMs)}"`;
  const [first] = failures;
  const summary = [first?.key, first?.message].filter((part) => part !== undefined).join(": ");
  const inside = [
    ...(hasFailed(test)
      ? [
          `      <failure message=${quote(summary)}>${escapeXml(renderFailedTest(file, test).join("\n"))}</failure>`,
        ]
      : []),
    ...(console.length > 0
      ? [`      <system-out>${escapeXml(console.map(({ text }) => text).join("\n"))}</system-out>`]
      : []),
  ];
  return inside.length === 0 ? [`${head}/>`] : [`${head}>`, ...inside, "    </testcase>"];
}

function toSeconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function quote(text: string): string {
  return `"${escapeXml(text).replaceAll("\n", "&#10;")}"`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** XML has no way at all to write most control characters. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n\t]|\uFFFE|\uFFFF/gu, "\uFFFD")
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

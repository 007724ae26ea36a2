import { stringify } from "yaml";
import type { FileOutcome, TestOutcome, TestRunOutcome } from "../../../testing/index.ts";
import { hasFailed, placeWithin } from "./count-tests.ts";

/** The Test Anything Protocol, version 14. */
export function renderTap({ files }: TestRunOutcome): string {
  const points = files.flatMap((file) =>
    file.problem === undefined
      ? file.tests.map((test) => toPoint(file, test))
      : [{ name: file.path, why: { message: file.problem.message } }],
  );
  const lines = points.flatMap(({ name, why }, index) => {
    const head = `${index + 1} - ${escapeName(name)}`;
    return why === undefined ? [`ok ${head}`] : [`not ok ${head}`, ...renderBlock(why)];
  });
  return `${["TAP version 14", `1..${points.length}`, ...lines].join("\n")}\n`;
}

interface Point {
  readonly name: string;
  readonly why?: object | undefined;
}

function toPoint(file: FileOutcome, test: TestOutcome): Point {
  const name = `${file.path} > ${test.name}`;
  if (!hasFailed(test)) return { name };
  const failures = test.failures.map(({ key, call, place, message, difference }) => ({
    ...(key !== undefined && { key }),
    ...(call !== undefined && { call: call + 1 }),
    at: placeWithin(file, place ?? test.place),
    ...(message !== undefined && { message }),
    ...(difference !== undefined && {
      expected: difference.expected,
      received: difference.received ?? null,
    }),
  }));
  return { name, why: { failures, seed: test.seed } };
}

/** A `#` would begin a directive. */
function escapeName(name: string): string {
  return name.replaceAll(/[\\#]/g, String.raw`\$&`).replaceAll(/\s+/g, " ");
}

function renderBlock(why: object): readonly string[] {
  const lines = stringify(why).trimEnd().split("\n");
  return ["  ---", ...lines.map((line) => `  ${line}`), "  ..."];
}

import type { ScriptProblem } from "./script-problem.ts";

/** More than any script needs; a pair of rules that undo each other's fixes must not go on forever. */
const mostRounds = 10;

/** Applies fixes until none is left; of two that overlap, the second waits for the next round. */
export function fixScript(
  source: string,
  lint: (source: string) => readonly ScriptProblem[],
): {
  readonly source: string;
  readonly fixedCount: number;
  readonly problems: readonly ScriptProblem[];
} {
  let fixed = source;
  let fixedCount = 0;
  let problems = lint(fixed);
  for (let round = 0; round < mostRounds; round += 1) {
    const applied = applyOnce(fixed, problems);
    if (applied.count === 0) break;
    fixed = applied.source;
    fixedCount += applied.count;
    problems = lint(fixed);
  }
  return { source: fixed, fixedCount, problems };
}

function applyOnce(
  source: string,
  problems: readonly ScriptProblem[],
): { readonly source: string; readonly count: number } {
  const fixes = problems
    .flatMap(({ fix }) => fix ?? [])
    .toSorted((a, b) => a.range[0] - b.range[0]);
  let text = "";
  let done = 0;
  let count = 0;
  for (const {
    range: [start, end],
    text: replacement,
  } of fixes) {
    if (start < done) continue;
    text += source.slice(done, start) + replacement;
    done = end;
    count += 1;
  }
  return { source: text + source.slice(done), count };
}

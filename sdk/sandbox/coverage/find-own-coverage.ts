import { appendCall, preludeFileName } from "../script-globals.ts";
import type { ScriptRun } from "../script-run.ts";
import type { ProfiledScript } from "./profiler.ts";
import type { CoveredRange, FunctionCoverage } from "./script-coverage.ts";

/**
 * What the profiler has to say of a run's own text: neither of ours before and behind it, nor of texts that the
 * script made up and evaluated. A script may call itself what it likes, so it is known by its length, and by
 * having run.
 */
export function findOwnCoverage(
  { source, functionName }: ScriptRun,
  scripts: readonly ProfiledScript[],
): readonly FunctionCoverage[] {
  const wholeLength = appendCall(source, functionName).length;
  const own = scripts.find(({ url, functions: [topLevel] }) => {
    const [whole] = topLevel?.ranges ?? [];
    if (url === preludeFileName || whole === undefined) return false;
    return whole.startOffset === 0 && whole.endOffset === wholeLength && whole.count > 0;
  });
  const functions = own?.functions ?? [];
  return functions.flatMap((each) => cutFunction(each, source.length));
}

/** Nothing of a function that begins behind the script's end. */
function cutFunction(of: FunctionCoverage, length: number): readonly FunctionCoverage[] {
  const ranges = of.ranges.filter(({ startOffset }) => startOffset < length);
  return ranges.length === 0 ? [] : [{ ...of, ranges: ranges.map((range) => cut(range, length)) }];
}

function cut(range: CoveredRange, length: number): CoveredRange {
  return { ...range, endOffset: Math.min(range.endOffset, length) };
}

import type { CoveredRange, FunctionCoverage } from "./script-coverage.ts";

/** Adds up what two evaluations of one text ran, function by function. */
export function mergeCoverage(
  some: readonly FunctionCoverage[],
  others: readonly FunctionCoverage[],
): readonly FunctionCoverage[] {
  const merged = new Map(some.map((each) => [placeOf(each), each]));
  for (const other of others) {
    const place = placeOf(other);
    const known = merged.get(place);
    merged.set(place, known === undefined ? other : addFunctions(known, other));
  }
  return [...merged.values()];
}

/** Several functions can have the same name, and a script can be all one function. */
function placeOf({ functionName, ranges: [whole] }: FunctionCoverage): string {
  return `${functionName}:${whole?.startOffset}-${whole?.endOffset}`;
}

function addFunctions(one: FunctionCoverage, other: FunctionCoverage): FunctionCoverage {
  return {
    functionName: one.functionName,
    isBlockCoverage: one.isBlockCoverage || other.isBlockCoverage,
    ranges: addRanges(one.ranges, other.ranges),
  };
}

/**
 * Each evaluation cuts a function at other places. The sum is the whole function with its own count first, and
 * behind it, side by side, the stretches that differ from it.
 */
function addRanges(
  some: readonly CoveredRange[],
  others: readonly CoveredRange[],
): readonly CoveredRange[] {
  const [whole] = some;
  const [otherWhole] = others;
  if (whole === undefined || otherWhole === undefined) return some;
  const stretches: CoveredRange[] = [];
  const count = whole.count + otherWhole.count;
  for (const { startOffset, endOffset } of cutUp([...some, ...others])) {
    const inside = countAt(some, startOffset) + countAt(others, startOffset);
    const last = stretches.at(-1);
    if (last?.endOffset === startOffset && last.count === inside) {
      stretches[stretches.length - 1] = { ...last, endOffset };
    } else if (inside !== count) {
      stretches.push({ startOffset, endOffset, count: inside });
    }
  }
  return [{ ...whole, count }, ...stretches];
}

/** The stretches between any two neighbouring ends of the ranges. */
function cutUp(ranges: readonly CoveredRange[]): readonly Omit<CoveredRange, "count">[] {
  const ends = ranges.flatMap(({ startOffset, endOffset }) => [startOffset, endOffset]);
  const offsets = [...new Set(ends)].toSorted((a, b) => a - b);
  return offsets
    .slice(0, -1)
    .map((startOffset, index) => ({ startOffset, endOffset: offsets[index + 1] ?? startOffset }));
}

/** Ranges come before those within them, so the last one that fits is the innermost. */
function countAt(ranges: readonly CoveredRange[], offset: number): number {
  const innermost = ranges.findLast(
    ({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset,
  );
  return innermost?.count ?? 0;
}

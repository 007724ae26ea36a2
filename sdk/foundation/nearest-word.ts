/**
 * The candidate that `word` is most likely a misspelling of: fewest insertions, deletions, replacements and
 * swaps of neighbours, ignoring case. Undefined when nothing is close (more than a third of the word differs).
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let nearest: string | undefined;
  let fewestEdits = Infinity;
  for (const candidate of candidates) {
    const offered = candidate.toLowerCase();
    const tolerated = Math.max(1, Math.floor(Math.max(wanted.length, offered.length) / 3));
    if (Math.abs(wanted.length - offered.length) > tolerated) continue;
    const edits = countEdits(wanted, offered);
    if (edits > tolerated || edits >= fewestEdits) continue;
    nearest = candidate;
    fewestEdits = edits;
  }
  return nearest;
}

/** Optimal string alignment distance, row by row; only the last two rows are ever needed. */
function countEdits(from: string, to: string): number {
  let beforePrevious: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = at(previous, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const swapped =
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1]
          ? at(beforePrevious, column - 2) + 1
          : Infinity;
      current.push(
        Math.min(replaced, swapped, at(previous, column) + 1, at(current, column - 1) + 1),
      );
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

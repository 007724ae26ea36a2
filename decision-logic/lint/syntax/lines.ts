/** From 1, as people and editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type Locate = (offset: number) => Position;

/** Says on which line and column of a text each offset is. */
export function createLocator(text: string): Locate {
  const starts = [
    0,
    ...Array.from(
      text.matchAll(/\r\n|[\n\r\u2028\u2029]/g),
      ({ 0: end, index }) => index + end.length,
    ),
  ];
  return (offset) => {
    const next = starts.findIndex((start) => start > offset);
    const line = next === -1 ? starts.length : next;
    return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
  };
}

/** A cell in quotes, in which two quotes are one, or a cell without; then what ends it. */
const cellPattern = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\r|\n|$)/gy;

/** The cells of each line (RFC 4180), empty lines at the end left out; quotes that nothing closes are characters. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let cells: string[] = [];
  const source = text.replace(/^\uFEFF/, "").trimEnd();
  for (const [, quoted, plain = "", end] of source.matchAll(cellPattern)) {
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ",") continue;
    lines.push(cells);
    if (end === "") break;
    cells = [];
  }
  return lines;
}

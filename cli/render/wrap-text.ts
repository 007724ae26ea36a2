/** Breaks text between words so that lines stay within `width`; a word that is longer has a line of its own. */
export function wrapText(
  text: string,
  { width = 80, indent = "", first = indent }: WrapOptions = {},
): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join("\n");
}

interface WrapOptions {
  readonly width?: number;
  readonly indent?: string;
  /** What the first line begins with instead. */
  readonly first?: string;
}

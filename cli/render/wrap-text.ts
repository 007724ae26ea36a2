import { shorten } from "./shorten.ts";

interface WrapOptions {
  readonly width?: number;
  /** For a first line that shares its row with something. */
  readonly firstWidth?: number;
  readonly indent?: string;
  /** What the first line begins with instead. */
  readonly first?: string;
}

/**
 * Breaks text between words so that lines stay within `width`; a word that no line can hold is shortened. A
 * no-break space holds words together, and is a space like any other in the end.
 */
export function wrapText(
  text: string,
  { width = 80, firstWidth = width, indent = "", first = indent }: WrapOptions = {},
): string {
  return wrapWords(splitWords(text), { width, firstWidth, indent, first });
}

interface Word {
  /** What stands before it within a line: two spaces may be a column's edge. */
  readonly gap: string;
  readonly word: string;
}

function splitWords(text: string): readonly Word[] {
  // Scripts and servers wrote some of this, and a terminal obeys control characters.
  const printable = text.replaceAll(/[^\P{Cc}\s]/gu, "\uFFFD");
  const words = printable.matchAll(/([^\S\u00A0]*)([\S\u00A0]+)/g);
  return Array.from(words, ([, gap = "", word = ""]) => ({
    gap: gap.includes("\n") ? " " : gap,
    word: word.replaceAll("\u00A0", " "),
  }));
}

function wrapWords(
  words: readonly Word[],
  { width, firstWidth, indent, first }: Required<WrapOptions>,
): string {
  const lines: string[] = [];
  let line = first;
  let room = firstWidth - first.length;
  let isEmpty = true;
  for (const { gap, word } of words) {
    const wanted = isEmpty ? word : gap + word;
    const isRoomier = !isEmpty || width - indent.length > room;
    if (wanted.length > room && isRoomier) {
      lines.push(line.trimEnd());
      line = indent;
      room = width - indent.length;
      isEmpty = true;
    }
    const added = isEmpty ? shorten(word, room) : wanted;
    line += added;
    room -= added.length;
    isEmpty = false;
  }
  return [...lines, line].join("\n");
}

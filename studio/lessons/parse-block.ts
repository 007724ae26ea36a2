import type { MarkedToken } from "marked";
import type { PageBlock } from "../page-data/page-lesson.ts";
import { LessonFormError, type Placed } from "./lesson-source.ts";
import { asMarked, parseInline } from "./parse-inline.ts";

/** A paragraph, a list, a table or code. */
export function parseBlock({ token, line }: Placed): PageBlock {
  switch (token.type) {
    case "paragraph":
      return { kind: "paragraph", inline: parseInline(asMarked(token.tokens), line) };
    case "list":
      return {
        kind: "list",
        isOrdered: token.ordered,
        items: token.items.map((item) => parseItem(asMarked(item.tokens), line)),
      };
    case "table":
      return {
        kind: "table",
        header: token.header.map((cell) => parseInline(asMarked(cell.tokens), line)),
        rows: token.rows.map((row) => row.map((cell) => parseInline(asMarked(cell.tokens), line))),
      };
    case "code": {
      const language = token.lang ?? "";
      if (language === "") throw new LessonFormError(line, "a language behind the fence of code");
      return { kind: "code", language, text: token.text };
    }
    default:
      throw new LessonFormError(
        line,
        `a paragraph, a list, a table or code, and not ${firstLine(token)}`,
      );
  }
}

/** A list without empty lines has bare text where others have paragraphs. */
function parseItem(tokens: readonly MarkedToken[], line: number): readonly PageBlock[] {
  return tokens.flatMap((token): readonly PageBlock[] => {
    if (token.type === "space") return [];
    if (token.type !== "text") return [parseBlock({ token, line })];
    return [{ kind: "paragraph", inline: parseInline(asMarked(token.tokens ?? [token]), line) }];
  });
}

function firstLine({ raw }: MarkedToken): string {
  return raw.trim().split("\n")[0] ?? "";
}

import type { MarkedToken } from "marked";
import type { PageInline } from "../page-data/page-lesson.ts";
import { LessonFormError } from "./lesson-source.ts";

type Kind = Exclude<PageInline["kind"], "link">;

/** The words of a paragraph, a heading or a cell; of what is within emphasis, only its text is kept. */
export function parseInline(tokens: readonly MarkedToken[], line: number): readonly PageInline[] {
  return joinTexts(tokens.flatMap((token) => parseOne(token, line)));
}

/** The words without what marks them. */
export function plainText(inline: readonly PageInline[]): string {
  return inline.map(({ text }) => text).join("");
}

function parseOne(token: MarkedToken, line: number): readonly PageInline[] {
  switch (token.type) {
    case "text":
    case "escape":
      return [of("text", token.text)];
    case "br":
      return [of("text", " ")];
    case "codespan":
      return [of("code", token.text)];
    case "strong":
      return [of("strong", wordsOf(token.tokens, line))];
    case "em":
      return [of("emphasis", wordsOf(token.tokens, line))];
    case "link": {
      // A page that was mailed has no files beside it: only what is on the web can be linked.
      if (!/^https?:/.test(token.href)) return parseInline(asMarked(token.tokens), line);
      return [{ kind: "link", text: wordsOf(token.tokens, line), url: token.href }];
    }
    default:
      throw new LessonFormError(line, `text, code, emphasis or links, and not ${token.raw}`);
  }
}

function wordsOf(tokens: Parameters<typeof asMarked>[0], line: number): string {
  return plainText(parseInline(asMarked(tokens), line));
}

/** No extension adds kinds of its own. */
export function asMarked(tokens: readonly { readonly type: string }[]): readonly MarkedToken[] {
  return tokens as readonly MarkedToken[];
}

function of(kind: Kind, text: string): PageInline {
  return { kind, text: text.replaceAll(/\s*\n\s*/g, " ") };
}

/** Texts that stand side by side are one. */
function joinTexts(inline: readonly PageInline[]): readonly PageInline[] {
  const joined: PageInline[] = [];
  for (const each of inline) {
    const last = joined.at(-1);
    if (each.kind === "text" && last?.kind === "text") {
      joined[joined.length - 1] = { kind: "text", text: last.text + each.text };
    } else joined.push(each);
  }
  return joined;
}

import type { PageBlock, PageLesson, PageLessonSection } from "../page-data/page-lesson.ts";
import { LessonFormError, readTokens, type Placed } from "./lesson-source.ts";
import { parseBlock } from "./parse-block.ts";
import { asMarked, parseInline, plainText } from "./parse-inline.ts";

/** Of the section that says how the lesson's scenario is run. */
export const RUN_IT = "Run it";
const questions = "Check yourself";
const TITLES = ["What you'll see", RUN_IT, "Change one thing", questions] as const;
const summaryLength = 100;

/** What stands around an answer, which is folded away where pages are shown as HTML. */
const OPENING = "<details><summary>Answer</summary>";
const CLOSING = "</details>";

/**
 * Reads the page of lesson `number`.
 *
 * @throws LessonFormError
 */
export function parseLesson(markdown: string, number: number): PageLesson {
  const [head = [], ...parts] = splitAt(readTokens(markdown), (each) => depthOf(each) === 2);
  const endLine = markdown.trimEnd().split("\n").length + 1;
  const lesson = {
    number,
    title: parseTitle(head[0], number),
    summary: parseSummary(head),
    sections: TITLES.map((title, index) => parseSection(parts[index], { title, endLine })),
  };
  const more = parts[TITLES.length]?.[0];
  if (more !== undefined) throw new LessonFormError(more.line, `nothing behind "## ${questions}"`);
  return lesson;
}

function parseTitle(first: Placed | undefined, number: number): string {
  const start = `${number}. `;
  const text = first === undefined ? "" : headingText(first);
  if (first !== undefined && depthOf(first) === 1 && text.startsWith(start)) {
    return text.slice(start.length);
  }
  throw new LessonFormError(1, `the title, "# ${start}…"`);
}

function parseSummary([title, first, ...more]: readonly Placed[]): string {
  const text = first === undefined ? "" : paragraphText(first);
  if (!/^\S.*\.$/.test(text) || text.length >= summaryLength) {
    const line = first?.line ?? (title?.line ?? 1) + 1;
    const wanted = `one sentence of under ${summaryLength} characters, with a full stop`;
    throw new LessonFormError(line, wanted);
  }
  if (more[0] !== undefined) throw new LessonFormError(more[0].line, `"## ${TITLES[0]}"`);
  return text;
}

function paragraphText(placed: Placed): string {
  const block = parseBlock(placed);
  return block.kind === "paragraph" ? plainText(block.inline) : "";
}

interface Wanted {
  readonly title: string;
  /** Where the page ends, for what it does not have. */
  readonly endLine: number;
}

function parseSection(
  [heading, ...content]: readonly Placed[] = [],
  { title, endLine }: Wanted,
): PageLessonSection {
  if (heading === undefined) throw new LessonFormError(endLine, `"## ${title}"`);
  if (headingText(heading) !== title) throw new LessonFormError(heading.line, `"## ${title}"`);
  const blocks = title === questions ? parseQuestions(content) : content.map(parseBlock);
  if (blocks.length > 0) return { title, blocks };
  const missing = title === questions ? '"### A question?"' : `something below "## ${title}"`;
  throw new LessonFormError(heading.line + 1, missing);
}

function parseQuestions(content: readonly Placed[]): readonly PageBlock[] {
  const [before = [], ...parts] = splitAt(content, (each) => depthOf(each) === 3);
  if (before[0] !== undefined) throw new LessonFormError(before[0].line, '"### A question?"');
  return parts.map(parseQuestion);
}

function parseQuestion(part: readonly Placed[]): PageBlock {
  const [heading, opening, ...rest] = part;
  const closing = rest.at(-1);
  const line = (each: Placed | undefined): number => each?.line ?? (part.at(-1)?.line ?? 0) + 1;
  if (heading?.token.type !== "heading" || !headingText(heading).endsWith("?")) {
    throw new LessonFormError(line(heading), "a question mark at the end of a question");
  }
  if (!isHtml(opening, OPENING)) throw new LessonFormError(line(opening), alone(OPENING));
  if (!isHtml(closing, CLOSING)) throw new LessonFormError(line(closing), alone(CLOSING));
  const answer = rest.slice(0, -1).map(parseBlock);
  if (answer.length === 0) throw new LessonFormError(line(closing), "an answer");
  return {
    kind: "question",
    question: parseInline(asMarked(heading.token.tokens), heading.line),
    answer,
  };
}

function alone(html: string): string {
  return `${html} on a line of its own, with empty lines around it`;
}

function isHtml(placed: Placed | undefined, text: string): boolean {
  return placed?.token.type === "html" && placed.token.text.trim() === text;
}

function depthOf({ token }: Placed): number | undefined {
  return token.type === "heading" ? token.depth : undefined;
}

function headingText({ token, line }: Placed): string {
  return token.type === "heading" ? plainText(parseInline(asMarked(token.tokens), line)) : "";
}

/** What comes before the first that starts a part, which may be nothing, and the parts. */
function splitAt(
  placed: readonly Placed[],
  isStart: (each: Placed) => boolean,
): readonly (readonly Placed[])[] {
  const parts: Placed[][] = [[]];
  for (const each of placed) {
    if (isStart(each)) parts.push([each]);
    else parts.at(-1)?.push(each);
  }
  return parts;
}

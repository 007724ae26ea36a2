import { Lexer, type MarkedToken } from "marked";
import { MediationError } from "../../sdk/index.ts";

/** A piece of a page, and the line that it begins on, from 1. */
export interface Placed {
  readonly token: MarkedToken;
  readonly line: number;
}

/** The pieces of a page in order, without the empty lines between them. */
export function readTokens(markdown: string): readonly Placed[] {
  let line = 1;
  const placed: Placed[] = [];
  for (const token of new Lexer().lex(markdown) as readonly MarkedToken[]) {
    if (token.type !== "space") placed.push({ token, line });
    line += token.raw.split("\n").length - 1;
  }
  return placed;
}

/** What is wrong with a page: where, and what was to stand there. */
export class LessonFormError extends Error {
  readonly line: number;

  constructor(line: number, expected: string) {
    super(expected);
    this.line = line;
  }
}

/** Names the file, once it is known. */
export function toInvalid(error: LessonFormError, file: string): MediationError {
  const { line, message } = error;
  return new MediationError("ERR_LESSON_INVALID", `${file}:${line}: expected ${message}.`, {
    hint: "docs/lessons/README.md has the form of a lesson's page.",
    details: { file, line },
  });
}

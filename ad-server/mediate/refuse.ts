import { z } from "zod";
import { MAX_PROBLEMS, type Problem } from "./explain-problems.ts";
import type { MediateRefusal } from "./parsed-mediation.ts";

const andMore: Problem = { path: [], status: 422, message: "there are more problems than these" };

/** One thing of the wrong form makes it a matter of form, whatever else is wrong. */
export function refuse(text: string, found: readonly Problem[]): MediateRefusal {
  const isForm = found.some(({ status }) => status === 400);
  const isLong = found.length > MAX_PROBLEMS;
  const problems = isLong ? [...found.slice(0, MAX_PROBLEMS), andMore] : found;
  return {
    kind: "refused",
    status: isForm ? 400 : 422,
    code: isForm ? "BAD_REQUEST" : "VALIDATION_ERROR",
    message: `${isForm ? "invalid JSON payload: " : ""}${problems
      .map((problem) => describe(text, problem))
      .join("\n")}`,
    problems: problems.map(({ path, message }) => ({ path: z.core.toDotPath(path), message })),
  };
}

function describe(text: string, { path, message, status, offset }: Problem): string {
  const where = path.length === 0 ? "" : `${z.core.toDotPath(path)}: `;
  const at = status === 400 && offset !== undefined ? ` at ${placeOf(text, offset)}` : "";
  return `${where}${message}${at}`;
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return `line ${line} column ${offset - before.lastIndexOf("\n")}`;
}

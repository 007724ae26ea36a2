import { z } from "zod";
import { compileGuard } from "./compile-guard.ts";
import { isInt64Schema } from "./mediate-fields.ts";
import type { Path } from "./raw-json.ts";

/** What keeps a body from being a request. */
export interface Problem {
  readonly path: Path;
  /** 400: it has the wrong form; 422: it has the right form and a value that is not allowed. */
  readonly status: 400 | 422;
  readonly message: string;
  /** Where in the text; undefined until somebody looks. */
  readonly offset?: number;
}

/** Somebody may send a million mistakes; nobody reads them. */
export const MAX_PROBLEMS = 100;

/** Everything that keeps `value` from fitting, up to a limit. */
export function explainProblems(schema: z.core.$ZodType, value: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  explain(schema, value, { path: [], problems });
  return problems;
}

interface Place {
  readonly path: Path;
  readonly problems: Problem[];
}

function explain(schema: z.core.$ZodType, value: unknown, place: Place): void {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    if (value !== undefined && value !== null) explain(schema.def.innerType, value, place);
  } else if (schema instanceof z.ZodObject && isRecord(value)) {
    explainFields(schema, value, place);
  } else if (schema instanceof z.ZodArray && Array.isArray(value)) {
    explainElements(schema, value, place);
  } else {
    explainValue(schema, value, place);
  }
}

function explainValue(schema: z.core.$ZodType, value: unknown, place: Place): void {
  for (const issue of z.safeParse(schema, value).error?.issues ?? []) {
    const path = [...place.path, ...(issue.path as Path)];
    report(place, { path, ...describeIssue(schema, issue, value) });
  }
}

function explainFields(
  { shape }: z.ZodObject,
  value: Readonly<Record<string, unknown>>,
  { path, problems }: Place,
): void {
  for (const [name, schema] of Object.entries(shape)) {
    explain(schema, value[name], { path: [...path, name], problems });
  }
}

function explainElements(
  schema: z.ZodArray,
  value: readonly unknown[],
  { path, problems }: Place,
): void {
  if (value.length === 0 && !z.safeParse(schema, value).success) {
    report({ path, problems }, { path, status: 422, message: tooShort });
  }
  // Most of many are fine, and a quick look says so.
  const isFine = guardOf(schema.element);
  for (const [index, each] of value.entries()) {
    if (problems.length > MAX_PROBLEMS) return;
    if (!isFine(each)) explain(schema.element, each, { path: [...path, index], problems });
  }
}

const guards = new WeakMap<z.core.$ZodType, ReturnType<typeof compileGuard>>();

function guardOf(schema: z.core.$ZodType): ReturnType<typeof compileGuard> {
  const guard = guards.get(schema) ?? compileGuard(schema);
  guards.set(schema, guard);
  return guard;
}

function report({ problems }: Place, problem: Problem): void {
  if (problems.length < MAX_PROBLEMS) problems.push(problem);
  else if (problems.length === MAX_PROBLEMS) {
    problems.push({ ...problem, path: [], message: "there are more problems than these" });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const tooShort = "Validation error: length (at least 1, and this is empty)";

function describeIssue(
  schema: z.core.$ZodType,
  issue: z.core.$ZodIssue,
  value: unknown,
): Pick<Problem, "status" | "message"> {
  if (issue.code === "too_small") return { status: 422, message: describeTooSmall(issue, value) };
  return { status: 400, message: describeForm(schema, issue, value) };
}

function describeTooSmall({ minimum }: z.core.$ZodIssueTooSmall, value: unknown): string {
  return typeof value === "number"
    ? `Validation error: range (at least ${minimum}, and this is ${value})`
    : tooShort;
}

function describeForm(schema: z.core.$ZodType, issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return "missing field";
  if (value === Infinity || value === -Infinity) return "number out of range";
  const expected = expectedBy(schema, issue);
  return expected === undefined
    ? issue.message
    : `invalid type: ${wordFor(value)}, expected ${expected}`;
}

function expectedBy(schema: z.core.$ZodType, issue: z.core.$ZodIssue): string | undefined {
  if (isInt64Schema(schema)) return "integer";
  return issue.code === "invalid_type" ? issue.expected : undefined;
}

function wordFor(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return `number ${Object.is(value, -0) ? "-0" : value}`;
  return typeof value === "boolean" ? `boolean ${value}` : typeof value;
}

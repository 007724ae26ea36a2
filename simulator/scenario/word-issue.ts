import type { z } from "zod";
import { nearestWord } from "../../sdk/index.ts";

const typeNames: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "a map",
  record: "a map",
  string: "a string",
  tuple: "a list",
};

/** What would have fitted, in the words of somebody who writes YAML. Schemas with a better phrase bring their own. */
export function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return `expected ${typeNames[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return expectOneOf(issue.values);
    case "invalid_union":
      return "options" in issue ? expectOneOf(issue.options as readonly unknown[]) : undefined;
    case "too_small":
      return `expected ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `expected ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return undefined;
  }
}

function expectOneOf(values: readonly unknown[]): string {
  const words = values.map((value) => JSON.stringify(value));
  return words.length === 1 ? `expected ${words[0]}` : `expected one of ${words.join(", ")}`;
}

function unitOf(origin: string): string {
  if (origin === "string") return " characters";
  return origin === "array" ? " entries" : "";
}

/** One sentence on a value: what would have fitted, what is there, and which word is close. */
export function wordIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom") return issue.message;
  const value = valueOf(issue);
  if (isBeyondNumbers(value)) return wordBeyondNumbers(value);
  if (value === undefined) return `is missing, ${issue.message}`;
  const nearest = typeof value === "string" ? nearestWord(value, choicesOf(issue)) : undefined;
  const advice = nearest === undefined ? "" : `, did you mean "${nearest}"?`;
  return `${issue.message}, got ${renderValue(value)}${advice}`;
}

/** YAML reads `.nan`, `.inf`, and numbers that are too large to be kept, as values that no schema takes. */
export function isBeyondNumbers(value: unknown): value is number {
  return typeof value === "number" && !Number.isFinite(value);
}

export function wordBeyondNumbers(value: number): string {
  const what = Number.isNaN(value) ? "which is no number" : "which numbers above 1.8e308 become";
  return `expected a finite number, got ${value}, ${what}`;
}

function choicesOf(issue: z.core.$ZodIssue): readonly string[] {
  return optionsOf(issue).filter((option) => typeof option === "string");
}

function optionsOf(issue: z.core.$ZodIssue): readonly unknown[] {
  if (issue.code === "invalid_value") return issue.values;
  return issue.code === "invalid_union" && "options" in issue ? (issue.options ?? []) : [];
}

/** A missing discriminator is reported on its own path, but with the map around it as the input. */
function valueOf(issue: z.core.$ZodIssue): unknown {
  if (issue.code !== "invalid_union" || issue.discriminator === undefined) return issue.input;
  return (issue.input as Readonly<Record<string, unknown>>)[issue.discriminator];
}

export function renderValue(value: unknown): string {
  if (value === null) return "nothing (null)";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "string") {
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : typeof value;
}

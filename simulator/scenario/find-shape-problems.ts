import { z } from "zod";
import { nearestWord, PROFILE_SETTINGS } from "../../sdk/index.ts";
import type { Finding, Path } from "./scenario-problem.ts";
import {
  expectation,
  isBeyondNumbers,
  renderValue,
  wordBeyondNumbers,
  wordIssue,
} from "./word-issue.ts";

type Issue = z.core.$ZodIssue;
/** Keys that a map may have, by the map in which zod met unknown ones: its issues do not say. */
type KnownKeys = ReadonlyMap<unknown, readonly string[]>;

interface Suspect extends Finding {
  /** The path that an unknown key was probably meant to be. */
  readonly meant?: Path;
  readonly isMissing?: boolean;
}

export type Shaped<Output> =
  | { readonly kind: "fits"; readonly value: Output }
  | { readonly kind: "does-not-fit"; readonly findings: readonly Finding[] };

/** Holds `input` against the schema and words whatever does not fit for the author of a file. */
export function findShapeProblems<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): Shaped<z.output<Schema>> {
  const known = new Map<unknown, readonly string[]>();
  const result = schema.safeParse(input, {
    reportInput: true,
    error: (issue) => {
      if (issue.inst instanceof z.ZodObject) known.set(issue.input, Object.keys(issue.inst.shape));
      return expectation(issue);
    },
  });
  if (result.success) return { kind: "fits", value: result.data };
  const findings = result.error.issues.flatMap((issue) => toFindings(issue, [], known));
  return { kind: "does-not-fit", findings: dropMisspelt(findings) };
}

/** A misspelt key is one mistake, although the key it should have been is missing as well. */
function dropMisspelt(findings: readonly Suspect[]): readonly Finding[] {
  const misspelt = new Set(findings.flatMap(({ meant }) => (meant ? [JSON.stringify(meant)] : [])));
  return findings
    .filter(({ path, isMissing }) => !isMissing || !misspelt.has(JSON.stringify(path)))
    .map(({ path, at, message }) => ({ path, at, message }));
}

function toFindings(issue: Issue, outer: Path, known: KnownKeys): Suspect[] {
  const path = [...outer, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey(key, path, known.get(issue.input) ?? []));
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map((ofKey) => ({ path, at: "key", message: wordIssue(ofKey) }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    return unionFindings(issue, path, known);
  }
  return [{ path, at: "value", message: wordIssue(issue), isMissing: issue.input === undefined }];
}

function unknownKey(key: string, path: Path, known: readonly string[]): Suspect {
  const nearest = settingOfFlag(key, known) ?? nearestWord(key, known);
  const unknown = { path: [...path, key], at: "key" } as const;
  return nearest === undefined
    ? { ...unknown, message: `unknown key, expected one of ${known.join(", ")}` }
    : {
        ...unknown,
        message: `unknown key, did you mean "${nearest}"?`,
        meant: [...path, nearest],
      };
}

/** People know Android's flags by Android's names. */
function settingOfFlag(key: string, known: readonly string[]): string | undefined {
  const setting = PROFILE_SETTINGS.find(({ androidName }) => androidName === key);
  return setting && known.find((name) => name === setting.name);
}

/** Reports the alternative that the author seems to have meant; if that is anybody's guess, names them all. */
function unionFindings(
  union: z.core.$ZodIssueInvalidUnion,
  path: Path,
  known: KnownKeys,
): Suspect[] {
  const meant = union.errors.find((issues) => !issues.some(isOtherType));
  if (meant !== undefined) return meant.flatMap((issue) => toFindings(issue, path, known));
  if (isBeyondNumbers(union.input)) {
    return [{ path, at: "value", message: wordBeyondNumbers(union.input) }];
  }
  const expected = union.errors.flatMap(
    ([issue]) => issue?.message.replace(/^expected /, "") ?? [],
  );
  const message = `expected ${expected.join(" or ")}, got ${renderValue(union.input)}`;
  return [{ path, at: "value", message }];
}

/** Whether an alternative does not even take this type of value. */
function isOtherType(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === "invalid_value") {
    return issue.values.every((value) => typeof value !== typeof issue.input);
  }
  return issue.code === "invalid_type";
}

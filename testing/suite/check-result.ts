import type { Decision, DecisionFunctionId, JsonValue, ReturnedValue } from "../../sdk/index.ts";
import { comparePart, compareWhole } from "./compare-values.ts";
import { DECISION_FIELDS, type DecisionField, type ValueExpect } from "./expect-schema.ts";
import type { TestFailure } from "./test-outcome.ts";

/** What one call came to. */
export interface CallResult {
  readonly function: DecisionFunctionId;
  readonly returned: ReturnedValue;
  readonly decision: Decision;
}

/** Whoever expects one of these has spoken of results that a device cannot use. */
const SPEAK_OF_REFUSAL: readonly (keyof ValueExpect)[] = ["refused", "returns", "returnsExactly"];

export function checkResult(expect: ValueExpect, result: CallResult): readonly TestFailure[] {
  return [
    ...checkReturned(expect, result.returned),
    ...checkRefused(expect, result.decision),
    ...checkFields(expect, result),
  ];
}

function checkReturned(
  { returns, returnsExactly }: ValueExpect,
  returned: ReturnedValue,
): readonly TestFailure[] {
  if (returns === undefined && returnsExactly === undefined) return [];
  const received = returned.kind === "value" ? returned.value : undefined;
  const message = returned.kind === "promise" ? "it returned a promise, which nobody awaits" : "";
  const part = returns === undefined ? undefined : comparePart(returns, received);
  const whole = returnsExactly === undefined ? undefined : compareWhole(returnsExactly, received);
  return [
    { key: "returns", difference: part },
    { key: "returnsExactly", difference: whole },
  ].flatMap(({ key, difference }) =>
    difference === undefined ? [] : [{ key, difference, ...(message !== "" && { message }) }],
  );
}

function checkRefused(expect: ValueExpect, decision: Decision): readonly TestFailure[] {
  const { refused } = expect;
  if (decision.kind === "ok") {
    return refused === undefined
      ? []
      : [{ key: "refused", message: "the device can use the result", ...toReceived(decision) }];
  }
  const { flaw, detail } = decision;
  if (refused === true || refused === flaw) return [];
  if (refused !== undefined) {
    if (detail.includes(refused)) return [];
    return [{ key: "refused", difference: { expected: refused, received: detail } }];
  }
  if (SPEAK_OF_REFUSAL.some((key) => expect[key] !== undefined)) return [];
  return [{ message: `the device cannot use the result: ${detail}` }];
}

function toReceived({ value }: Extract<Decision, { readonly kind: "ok" }>) {
  return { difference: { expected: "refused", received: value } };
}

function checkFields(
  expect: ValueExpect,
  { function: id, decision }: CallResult,
): readonly TestFailure[] {
  if (decision.kind === "refused") return [];
  return DECISION_FIELDS[id].flatMap((field: DecisionField): readonly TestFailure[] => {
    const expected = expect[field];
    if (expected === undefined) return [];
    const difference = comparePart(expected, readField(field, decision.value, expected));
    const problem = problemOf(decision.value);
    return difference === undefined
      ? []
      : [{ key: field, difference, ...(problem !== undefined && { message: problem }) }];
  });
}

type Values = Readonly<Record<string, JsonValue | undefined>>;

function readField(
  field: DecisionField,
  decision: JsonValue,
  expected: JsonValue,
): JsonValue | undefined {
  if (decision === null) return null;
  const values = decision as Values;
  if (field === "chosen") return values["id"];
  const value = values[field];
  const isParsed = field === "signalsForBuyer" && typeof expected !== "string";
  return isParsed && typeof value === "string" ? parse(value) : value;
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** Why the device took another value than the script returned. */
function problemOf(decision: JsonValue): string | undefined {
  const problem = (decision as Values | null)?.["problem"];
  return typeof problem === "string" ? problem : undefined;
}

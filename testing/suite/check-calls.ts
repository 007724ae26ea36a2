import type { JsonValue, RegisteredDebugReport } from "../../sdk/index.ts";
import type { CalledScript } from "../script-call/call-script.ts";
import { checkResult } from "./check-result.ts";
import { comparePart, compareWhole } from "./compare-values.ts";
import type { CallExpect } from "./expect-schema.ts";
import type { Difference, TestFailure } from "./test-outcome.ts";
import type { PlannedCall } from "./test-plan.ts";

/** Everything that a test expected of its calls and did not get. */
export function checkCalls(plan: PlannedCall, called: CalledScript): readonly TestFailure[] {
  const { placeOf, expect } = plan;
  const ofTest = [...checkEnd(expect, called), ...checkTraces(expect, called)];
  const placed = ofTest.map((failure) => withPlace(failure, placeOf("expect", failure.key ?? "")));
  return [...checkResults(plan, called), ...placed];
}

function withPlace(failure: TestFailure, place: TestFailure["place"]): TestFailure {
  return place === undefined ? failure : { ...failure, place };
}

function checkResults(plan: PlannedCall, called: CalledScript): readonly TestFailure[] {
  const { outcome, decisions } = called;
  if (outcome.kind !== "returned") return [];
  const { calls, function: id, placeOf } = plan;
  return calls.flatMap(({ expect, keys }, index) => {
    const returned = outcome.values[index];
    const decision = decisions[index];
    const failures =
      returned === undefined || decision === undefined
        ? [{ message: "it was not called: the device stops after a status other than 0" }]
        : checkResult(expect, { function: id, returned, decision });
    return failures.map((failure: TestFailure) => {
      const place = placeOf(...keys, failure.key ?? "");
      return withPlace(calls.length === 1 ? failure : { ...failure, call: index }, place);
    });
  });
}

/** A script that breaks has to be expected to. */
function checkEnd(expect: CallExpect, called: CalledScript): readonly TestFailure[] {
  const { throws, timesOut } = expect;
  const { outcome, failure = "it returned" } = called;
  if (throws !== undefined) return checkThrows(throws, called);
  if (timesOut) {
    const message = `expected it to time out, but ${failure}`;
    return outcome.kind === "timed-out" ? [] : [{ key: "timesOut", message }];
  }
  return outcome.kind === "returned" ? [] : [{ message: failure }];
}

function checkThrows(
  throws: NonNullable<CallExpect["throws"]>,
  { outcome, failure = "it returned" }: CalledScript,
): readonly TestFailure[] {
  const key = "throws";
  if (outcome.kind !== "threw") {
    return [{ key, message: `expected it to throw, but ${failure}` }];
  }
  if (throws === true || outcome.message.includes(throws)) return [];
  return [{ key, difference: { expected: throws, received: outcome.message } }];
}

/** What the calls left behind beside their results. */
function checkTraces(expect: CallExpect, called: CalledScript): readonly TestFailure[] {
  const { console, beacons, debugReports } = expect;
  const differences: readonly (readonly [string, Difference | undefined])[] = [
    [
      "console",
      console &&
        compareWhole(
          console,
          called.console.map(({ text }) => text),
        ),
    ],
    ["beacons", beacons && compareWhole(beacons, toMap(called))],
    ["debugReports", debugReports && comparePart(toJson(debugReports), listReports(called))],
  ];
  return differences.flatMap(([key, difference]) =>
    difference === undefined ? [] : [{ key, difference }],
  );
}

function toMap({ beacons }: CalledScript): JsonValue {
  return Object.fromEntries(beacons.map(({ key, uri }) => [key, uri]));
}

function listReports({ debugReports }: CalledScript): JsonValue {
  return debugReports.map((report: RegisteredDebugReport) => ({
    ...report,
    call: report.call + 1,
  }));
}

/** Plain data, without keys that hold nothing. */
function toJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

import type { MediationEvent } from "../../sdk/index.ts";
import { checkConsole, checkRules, type ScenarioRun } from "../../simulator/index.ts";
import type { TestFailure } from "./test-outcome.ts";
import type { PlannedScenario } from "./test-plan.ts";

/** Everything that a test expected of a run and did not get. */
export function checkRun(plan: PlannedScenario, run: ScenarioRun): readonly TestFailure[] {
  const { expect, placeOf } = plan;
  const failures = [
    ...run.unmetExpectations.map((message) => ({ message })),
    ...toFailures("ledger", checkRules(expect.ledger ?? {}, run)),
    ...toFailures("console", checkConsole(expect.console ?? [], run)),
    ...checkErrors(plan, listErrors(run)),
  ];
  return failures.map((failure: TestFailure) => {
    const place = placeOf("expect", failure.key ?? "");
    return place === undefined ? failure : { ...failure, place };
  });
}

/** What ended in an error although it did not have to. */
export interface RunError {
  /** Whoever expects something of these has said how they end. */
  readonly of: "requests" | "reports";
  /** With its code, which is how one is told from another. */
  readonly text: string;
}

export function checkErrors(
  { expect, scenario }: PlannedScenario,
  got: readonly RunError[],
): readonly TestFailure[] {
  const { errors } = expect;
  if (errors === undefined) {
    const spokenOf = scenario.scenario.expect;
    const surprises = got.filter((error) => spokenOf[error.of] === undefined);
    return surprises.map(({ text }) => ({ message: text }));
  }
  const told = got.length === 0 ? "none" : got.map(({ text }) => text).join("; ");
  const missing = errors.filter((words) => !got.some(({ text }) => text.includes(words)));
  return toFailures(
    "errors",
    missing.map((words) => `expected an error with "${words}", got ${told}`),
  );
}

function toFailures(key: string, messages: readonly string[]): readonly TestFailure[] {
  return messages.map((message) => ({ key, message }));
}

function listErrors({ requests, events }: ScenarioRun): readonly RunError[] {
  const ofRequests = requests.flatMap(({ result }) =>
    result.kind === "failed"
      ? [{ of: "requests" as const, text: `${result.error.code}: ${result.error.message}` }]
      : [],
  );
  const ofReports = events.flatMap((event, index) => {
    if (event.type !== "impression.failed" && event.type !== "interaction.failed") return [];
    const why = wordsOfService(events.slice(0, index)) ?? event.detail;
    return [{ of: "reports" as const, text: `ERR_SDK_REPORT_FAILED: ${why}` }];
  });
  return [...ofRequests, ...ofReports];
}

/** What the device's service knows of the last call that failed, and no app is told. */
function wordsOfService(events: readonly MediationEvent[]): string | undefined {
  const failed = events.findLast((event) => event.type === "device-call.failed");
  return failed?.type === "device-call.failed" ? failed.detail : undefined;
}

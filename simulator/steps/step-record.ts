import {
  collectLedger,
  isNobodyWonRule,
  type LedgerEntry,
  type MediationEvent,
  type MediationEventOf,
  type MediationEventType,
} from "../../sdk/index.ts";

/** What became of one step on the device, read from its events. */
export interface StepRecord {
  readonly events: readonly MediationEvent[];
  readonly ledger: readonly LedgerEntry[];
  readonly skipped: MediationEventOf<"step.skipped"> | undefined;
  readonly returned: MediationEventOf<"step.returned"> | undefined;
  /** What the app was thrown. */
  readonly threw: MediationEventOf<"step.threw"> | undefined;
  /** What the service says of it. */
  readonly failure: MediationEventOf<"device-call.failed"> | undefined;
  /** What the service knows of the ad it selected. */
  readonly selected: MediationEventOf<"ad-selection.finished"> | undefined;
}

/** `all` may hold more than the step's events: calls that an SDK has given up on go on by themselves. */
export function readStepRecord(all: readonly MediationEvent[]): StepRecord {
  const events = all.filter((event) => !("requestId" in event && event.requestId !== undefined));
  const find = <Type extends MediationEventType>(type: Type) =>
    events.find((event): event is MediationEventOf<Type> => event.type === type);
  return {
    events,
    ledger: collectLedger(events),
    skipped: find("step.skipped"),
    returned: find("step.returned"),
    threw: find("step.threw"),
    failure: find("device-call.failed"),
    selected: find("ad-selection.finished"),
  };
}

/** Whether an auction took place and nobody won it: on Android an exception like any other. */
export function isNobodyWon({ failure, returned }: StepRecord): boolean {
  if (returned !== undefined) return returned.adSelectionId === undefined;
  return failure?.rule !== undefined && isNobodyWonRule(failure.rule);
}

/** `IllegalStateException without a message`, as an app sees it. */
export function renderException({ exception, exceptionMessage }: MediationEventOf<"step.threw">) {
  const words = exceptionMessage === "" ? "without a message" : `"${exceptionMessage}"`;
  return `${exception} ${words}`;
}

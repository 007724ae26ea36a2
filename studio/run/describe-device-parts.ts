import type { MediationEventOf } from "../../sdk/index.ts";
import type { PageDevicePart } from "../page-data.ts";
import { describeSteps } from "./describe-steps.ts";
import { findOfType, placeOf, type IndexedEvent } from "./indexed-event.ts";
import type { RunView } from "./run-view.ts";

type Started = MediationEventOf<"step.started">;

interface Part {
  readonly step: Started | undefined;
  readonly indexed: readonly IndexedEvent[];
}

/** What happened outside of requests, by the step of the scenario in which it did. */
export function describeDeviceParts(view: RunView): readonly PageDevicePart[] {
  return splitParts(view.indexed)
    .filter(isWorthShowing)
    .map((part) => describePart(part, view));
}

function splitParts(all: readonly IndexedEvent[]): readonly Part[] {
  const first: IndexedEvent[] = [];
  const parts: { readonly step: Started | undefined; readonly indexed: IndexedEvent[] }[] = [
    { step: undefined, indexed: first },
  ];
  for (const each of all) {
    const { event } = each;
    if (event.type === "step.started") parts.push({ step: event, indexed: [] });
    const isElsewhere = placeOf(event).requestId !== undefined || event.type.startsWith("session.");
    if (!isElsewhere) parts.at(-1)?.indexed.push(each);
  }
  return parts;
}

/** A step that only asks for an ad, say, is told by its request. */
function isWorthShowing({ step, indexed }: Part): boolean {
  return step?.scope === "device" || indexed.some(({ event }) => event.type !== "step.started");
}

function describePart({ step, indexed }: Part, view: RunView): PageDevicePart {
  const startMs = indexed[0]?.event.atMs ?? 0;
  const places = (at: ReadonlyMap<number, number>): readonly number[] =>
    indexed.flatMap(({ index }) => at.get(index) ?? []);
  return {
    partId: step === undefined ? "before" : `step-${step.step}`,
    title: step === undefined ? "before the first step" : `step ${step.step}  ${step.text}`,
    ...(step !== undefined && { step: step.step }),
    startMs,
    endMs: indexed.at(-1)?.event.atMs ?? startMs,
    ...describeEnd(indexed, view),
    steps: describeSteps(indexed, view),
    callNumbers: places(view.callAt),
    ledgerIndexes: places(view.ledgerAt),
    reportIndexes: places(view.reportAt),
  };
}

function describeEnd(
  indexed: readonly IndexedEvent[],
  view: RunView,
): Pick<PageDevicePart, "outcome" | "why"> {
  const end = findOfType(indexed, "step.returned", "step.threw", "step.skipped")?.event;
  if (end === undefined) {
    return { outcome: { kind: "done", word: "done", tone: "neutral" }, why: "" };
  }
  const why = view.sentenceOf(end).text;
  switch (end.type) {
    case "step.returned":
      return { outcome: { kind: "returned", word: "done", tone: "good" }, why };
    case "step.threw":
      return { outcome: { kind: "threw", word: `threw ${end.exception}`, tone: "bad" }, why };
    case "step.skipped":
      return { outcome: { kind: "skipped", word: "skipped", tone: "warning" }, why };
  }
}

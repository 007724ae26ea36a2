import {
  collectLedger,
  type LedgerEntry,
  type MediationEvent,
  type MediationEventOf,
} from "../../sdk/index.ts";
import { toStepDetailRow, type StepRow as Row } from "./step-detail-rows.ts";
import type { WalkRow } from "./walk-row.ts";
import { usd, type BidsById } from "./walk-words.ts";

/** A step on the device as people read it: what came of it, what scripts printed, who lost, who was told. */
export function toStepRows(events: readonly MediationEvent[], bids: BidsById): WalkRow[] {
  const losses = collectLedger(events);
  const rows: readonly Row[] = [
    ...toEndRows(events),
    ...losses.filter(isAboutCall).map(toReasonRow),
    ...events.flatMap((event) => toStepDetailRow(event, bids) ?? []),
    ...losses.filter((entry) => !isAboutCall(entry)).map(toLossRow),
    ...events.flatMap((event) => (event.type === "report.sent" ? toReportRow(event) : [])),
  ];
  return rows.map((row) => ({ step: "", tone: "plain", ...row }));
}

/** How it ended for the app, and below it what the app is not told. */
function toEndRows(events: readonly MediationEvent[]): readonly Row[] {
  const startedAtMs = events[0]?.atMs ?? 0;
  const ends = events.flatMap((event) => {
    const spentMs = event.atMs - startedAtMs;
    const row = toEndRow(event, events);
    return row === undefined ? [] : { ...row, ...(spentMs > 0 && { tookMs: spentMs }) };
  });
  const untold = events.flatMap((event): readonly Row[] => {
    if (event.type !== "device-call.failed") return [];
    const words = `status ${event.status}: ${event.serviceMessage}`;
    return [{ who: "service", what: words, tone: "faint" }];
  });
  return [...ends, ...untold];
}

function toEndRow(event: MediationEvent, events: readonly MediationEvent[]): Row | undefined {
  if (event.type === "step.returned") return toResultRow(event, events);
  if (event.type === "step.skipped") return { who: "skipped", what: event.detail, tone: "bad" };
  if (event.type !== "step.threw") return undefined;
  const { exception, exceptionMessage } = event;
  const words = exceptionMessage === "" ? "without a message" : `"${exceptionMessage}"`;
  return { who: "threw", what: `${exception} ${words}`, tone: "bad" };
}

function toResultRow(
  { adSelectionId, renderUri }: MediationEventOf<"step.returned">,
  events: readonly MediationEvent[],
): Row {
  if (adSelectionId === undefined) {
    const hasSelected = events.some(({ type }) => type === "ad-selection.started");
    return hasSelected ? { who: "winner", what: "nobody", tone: "bad" } : { who: "done", what: "" };
  }
  const selected = events.find((event) => event.type === "ad-selection.finished");
  if (renderUri === "") return { who: "outcome", what: "an id and an empty address", tone: "bad" };
  if (selected === undefined) return { who: "outcome", what: `${renderUri}, ${adSelectionId}` };
  const { bid, buyer } = selected;
  return { who: "winner", what: `${renderUri}, bid ${usd(bid)} of ${buyer}`, tone: "good" };
}

function isAboutCall({ subject }: LedgerEntry): boolean {
  return / call-\d+$/.test(subject);
}

function toReasonRow({ rule, detail }: LedgerEntry): Row {
  return { who: "because", what: `${rule}: ${detail}`, tone: "faint" };
}

function toLossRow({ subject, rule, detail }: LedgerEntry): Row {
  const hasLost = /^(ad|custom audience|outcome) /.test(subject);
  return { who: hasLost ? "lost" : "ruled out", what: `${subject}  ${rule}`, below: detail };
}

function toReportRow(event: MediationEventOf<"report.sent">): Row {
  const { key, destination, method, uri, status, detail = "" } = event;
  const party = destination.padEnd("seller".length);
  return { who: "report", what: `${key}  ${party}  ${status ?? detail}  ${method} ${uri}` };
}

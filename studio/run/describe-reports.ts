import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import type { PageReport, PageState, ReportStateKind } from "../page-data.ts";
import { placeOf, type IndexedEvent } from "./indexed-event.ts";

const STATES: { readonly [Kind in ReportStateKind]: PageState<Kind> } = {
  sent: { kind: "sent", word: "sent", tone: "good" },
  unanswered: { kind: "unanswered", word: "no answer", tone: "bad" },
  refused: { kind: "refused", word: "refused", tone: "bad" },
  withheld: { kind: "withheld", word: "not sent", tone: "warning" },
  queued: { kind: "queued", word: "waits", tone: "neutral" },
  dropped: { kind: "dropped", word: "dropped", tone: "warning" },
};

/** What was to be told to sellers and buyers, told or not. */
export function describeReports(indexed: readonly IndexedEvent[]): readonly PageReport[] {
  return indexed.flatMap(({ event, index }) => {
    const report = describeReport(event);
    if (report === undefined) return [];
    const { requestId, nodeId } = placeOf(event);
    return {
      eventIndex: index,
      atMs: event.atMs,
      ...(requestId !== undefined && { requestId }),
      ...(nodeId !== undefined && { nodeId }),
      ...report,
    };
  });
}

type Report = Omit<PageReport, "eventIndex" | "atMs">;

function describeReport(event: MediationEvent): Report | undefined {
  switch (event.type) {
    case "report.sent":
      return { ...toNamed(event), method: event.method, uri: event.uri, ...describeAnswer(event) };
    case "report.withheld":
      return { ...toNamed(event), state: STATES.withheld, why: event.detail };
    case "beacon.dropped": {
      const { key, destination, detail } = event;
      return { kind: "beacon", key, destination, state: STATES.dropped, why: detail };
    }
    case "debug-report.sent":
      return { ...toDebug(event), method: "GET", ...describeAnswer(event) };
    case "debug-report.queued":
      return { ...toDebug(event), state: STATES.queued };
    case "debug-report.withheld":
      return { ...toDebug(event), state: STATES.withheld, why: event.detail };
    default:
      return undefined;
  }
}

function toNamed({
  key,
  destination,
}: MediationEventOf<"report.sent" | "report.withheld">): Pick<
  Report,
  "kind" | "key" | "destination"
> {
  return { kind: key === "impression" ? "impression" : "interaction", key, destination };
}

type DebugReport = MediationEventOf<
  "debug-report.sent" | "debug-report.queued" | "debug-report.withheld"
>;

function toDebug({ won, destination, uri }: DebugReport) {
  const key = won ? "won" : "lost";
  return { kind: "debug", key, destination, ...(uri !== "" && { uri }) } as const;
}

function describeAnswer({
  status,
  detail,
}: {
  readonly status?: number | undefined;
  readonly detail?: string | undefined;
}): Pick<Report, "status" | "state" | "why"> {
  if (status === undefined) {
    return { state: STATES.unanswered, ...(detail !== undefined && { why: detail }) };
  }
  return status < 400
    ? { status, state: STATES.sent }
    : { status, state: STATES.refused, why: `the server answered ${status}` };
}

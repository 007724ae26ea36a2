import type { MediationEvent, MediationEventType } from "../../sdk/index.ts";
import type { PageTone, StepLevel } from "../page-data.ts";
import { placeOf } from "./indexed-event.ts";

const LEVELS: readonly (readonly [pattern: RegExp, level: StepLevel])[] = [
  [/^http\./, "network"],
  [/^(?:logic|console)\./, "script"],
  [/^(?:report|debug-report|beacon)\./, "report"],
  [/^ad\.selected$/, "walk"],
  [
    /^(?:ad\.(?:scored|filtered)|audience.*|histogram\.|advertisers\.|bid\.|outcome\.rejected)/,
    "device",
  ],
  [/^(?:ad-selection|device-call|override|storage|selection|background-job)\./, "device"],
  [/^(?:ad|impression|revenue|interaction|reward|slot)\./, "after"],
];

export function levelOf({ type }: MediationEvent): StepLevel {
  return LEVELS.find(([pattern]) => pattern.test(type))?.[1] ?? "walk";
}

const TONES: { readonly [Type in MediationEventType]?: PageTone } = {
  "chain.refused": "bad",
  "chain.failed": "bad",
  "chain.warned": "warning",
  "request.refused": "bad",
  "first-party.selected": "good",
  "chained-selection.placed": "good",
  "node.filled": "good",
  "node.timed-out": "bad",
  "node.failed": "bad",
  "node.skipped": "warning",
  "node.answered-late": "warning",
  "late-fill.dropped": "warning",
  "node-bid.received": "good",
  "bid-notice.failed": "bad",
  "network.uninitialized": "warning",
  "fallback.selected": "good",
  "ad.selected": "good",
  "ad.shown": "good",
  "ad.show-failed": "bad",
  "ad.expired": "warning",
  "ad.dropped": "warning",
  "impression.reported": "good",
  "impression.failed": "bad",
  "impression.refused": "warning",
  "interaction.failed": "bad",
  "report.withheld": "warning",
  "debug-report.withheld": "warning",
  "device-call.failed": "warning",
  "step.skipped": "warning",
  "step.threw": "bad",
};

export function toneOf(event: MediationEvent): PageTone {
  switch (event.type) {
    case "request.finished":
      return event.kind === "filled" ? "good" : "bad";
    case "logic.finished":
      return event.outcome === "returned" ? "neutral" : "bad";
    case "http.finished":
      return event.status === undefined || event.status >= 400 ? "bad" : "neutral";
    case "report.sent":
      return event.status === undefined || event.status >= 400 ? "bad" : "good";
    default:
      return TONES[event.type] ?? "neutral";
  }
}

/** Who acts, in a word or two. */
export function whoOf(event: MediationEvent): string {
  const level = levelOf(event);
  if (level === "network") return "internet";
  if (level === "script") return "script";
  if ("callId" in event && event.callId !== undefined) return "device";
  return WHO[event.type] ?? placeOf(event).nodeId ?? networkOf(event) ?? "SDK";
}

const WHO: { readonly [Type in MediationEventType]?: string } = {
  "request.started": "app",
  "chain.fetched": "ad server",
  "chain.refused": "ad server",
  "chain.failed": "ad server",
  "contextual-ad.received": "ad server",
  "auction.held": "ad server",
  "auction.bid-lost": "ad server",
  "first-party.passed": "first party",
  "fallback.passed": "first party",
  "bidding.finished": "SDK",
  "ad.selected": "SDK",
  "ad.shown": "app",
  "ad.hidden": "app",
  "step.started": "app",
  "step.returned": "app",
  "step.threw": "app",
  "step.skipped": "app",
};

function networkOf(event: MediationEvent): string | undefined {
  return "networkId" in event ? event.networkId : undefined;
}

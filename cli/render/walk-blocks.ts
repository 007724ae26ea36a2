import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import type { ScenarioRun } from "../../simulator/index.ts";
import { findSpans, type Span } from "./span.ts";
import { splitRun } from "./split-run.ts";
import { toStepRows } from "./step-rows.ts";
import type { WalkRow } from "./walk-row.ts";
import { toWalkRow } from "./walk-rows.ts";
import { collectBids, describePrice } from "./walk-words.ts";

/** What belongs together: a request with all that came of it, or a step on the device. */
export interface WalkBlock {
  readonly title: string;
  readonly rows: readonly WalkRow[];
  /** From asking to having an ad or none; steps have no bars. */
  readonly whole?: Span;
}

/** One block per request, in which it ends with a result, and one per step on the device, as they began. */
export function toWalkBlocks({
  events,
  requests,
}: Pick<ScenarioRun, "events" | "requests">): readonly WalkBlock[] {
  const bids = collectBids(events);
  const spans = findSpans(events);
  const { ofSteps, others } = splitRun(events);
  const blocks = new Map<string, Draft>();
  let latest: Draft | undefined;
  for (const event of others) {
    if (event.type === "step.started" && event.scope === "device") {
      const rows = toStepRows(ofSteps.get(event.step) ?? [], bids);
      blocks.set(`step ${event.step}`, { title: `step ${event.step}  ${event.text}`, rows });
    }
    if (beginsRequest(event)) {
      latest = toRequestBlock(event);
      blocks.set(event.requestId, latest);
    }
    // What is of no request is told where it happened.
    const block = blocks.get(requestIdOf(event)) ?? latest;
    const row = toWalkRow(event, bids);
    if (row !== undefined) block?.rows.push({ ...row, ...toSpan(spans.get(event)) });
    if (event.type === "request.finished") endBlock(block, event, requests);
  }
  return [...blocks.values()];
}

type RequestBegun = MediationEventOf<"request.started" | "request.refused">;

function beginsRequest(event: MediationEvent): event is RequestBegun {
  return event.type === "request.started" || event.type === "request.refused";
}

/** A block that is still being written. */
interface Draft extends WalkBlock {
  readonly rows: WalkRow[];
  whole?: Span;
}

function requestIdOf(event: MediationEvent): string {
  return "requestId" in event ? (event.requestId ?? "") : "";
}

function toSpan(span: Span | undefined): { readonly span?: Span } {
  return span === undefined ? {} : { span };
}

function toRequestBlock({ requestId, slotId, format }: RequestBegun): Draft {
  return { title: `${requestId}  slot ${slotId}, ${format}`, rows: [] };
}

const END_WORDS = { filled: "an ad", "no-fill": "no fill", failed: "failed" } as const;

function endBlock(
  block: Draft | undefined,
  { atMs, requestId, kind, latencyMs }: MediationEventOf<"request.finished">,
  requests: ScenarioRun["requests"],
): void {
  if (block === undefined) return;
  const result = requests.find((each) => each.result.requestId === requestId)?.result;
  const ad = result?.kind === "filled" ? result.ad : undefined;
  const what =
    ad === undefined ? END_WORDS[kind] : `${ad.networkId} wins${describePrice(ad.cpmUsd)}`;
  const tone = ad === undefined ? "bad" : "good";
  block.rows.push({ step: "", who: "result", what, tone, tookMs: latencyMs });
  block.whole = { startMs: atMs - latencyMs, endMs: atMs };
}

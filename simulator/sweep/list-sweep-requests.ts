import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { valueOf } from "../trace/revenue-metrics.ts";
import { microsPerCpmUsd, sum } from "../trace/won-ads.ts";

/** How one request of a sweep ended. */
export interface SweepRequest {
  readonly requestId: string;
  /** `node a-10`, `first party`, `contextual ad`, `no fill`, `failed`, `capped`, `unfinished`. */
  readonly winner: string;
  /** What its impressions paid, per thousand; absent where there was none, or nobody says. */
  readonly paidCpmUsd?: number;
}

/** In the order in which they were made. */
export function listSweepRequests(events: readonly MediationEvent[]): readonly SweepRequest[] {
  const winners = new Map<string, string>();
  for (const event of events) {
    if (event.type === "request.started") winners.set(event.requestId, "unfinished");
    if (event.type === "request.refused") winners.set(event.requestId, "capped");
    if (event.type === "ad.selected") winners.set(event.requestId, nameWinner(event));
    if (event.type === "request.finished" && event.kind !== "filled") {
      winners.set(event.requestId, event.kind === "no-fill" ? "no fill" : "failed");
    }
  }
  const paid = Map.groupBy(
    events.filter((event) => event.type === "revenue.paid"),
    ({ requestId }) => requestId,
  );
  return Array.from(winners, ([requestId, winner]) => {
    const payments = (paid.get(requestId) ?? []).filter((each) => each.valueMicros !== undefined);
    if (payments.length === 0) return { requestId, winner };
    return { requestId, winner, paidCpmUsd: sum(payments, valueOf) / microsPerCpmUsd };
  });
}

function nameWinner({ source, nodeId, networkId }: MediationEventOf<"ad.selected">): string {
  if (source === "node") return `node ${nodeId ?? networkId}`;
  return source === "contextual" ? "contextual ad" : "first party";
}

import type { MediationEvent } from "../../sdk/index.ts";

const walk =
  /^(chain|contextual-ad|first-party|chained-selection|bidding|node-signals|node-bid|node|fallback|ad)\./;

/** The walk as the SDK's own events tell it, one line each: `node.unfilled alpha (network-no-fill)`. */
export function tellWalk(events: readonly MediationEvent[]): readonly string[] {
  return events
    .filter(({ type }) => walk.test(type) && type !== "ad.scored" && !type.startsWith("ad-"))
    .map((event) =>
      [
        event.type,
        "nodeId" in event ? event.nodeId : undefined,
        "mode" in event ? event.mode : undefined,
        "source" in event ? `as ${event.source}` : undefined,
        "rule" in event ? `(${event.rule})` : undefined,
      ]
        .filter((word) => word !== undefined)
        .join(" "),
    );
}

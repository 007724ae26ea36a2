import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { requestOf } from "./split-trace.ts";

/** Who had the ad of a request in either run, in words. */
export interface RequestEnds {
  readonly requestId: string;
  readonly a: string;
  readonly b: string;
}

type Events = readonly MediationEvent[];

/** How each request of either run ended: who had its ad, in words. */
export function listEnds(a: Events, b: Events): readonly RequestEnds[] {
  const [ofA, ofB] = [collectEnds(a), collectEnds(b)];
  return [...new Set([...ofA.keys(), ...ofB.keys()])].map((requestId) => ({
    requestId,
    a: ofA.get(requestId) ?? "not requested",
    b: ofB.get(requestId) ?? "not requested",
  }));
}

function collectEnds(events: Events): ReadonlyMap<string, string> {
  const ends = new Map<string, string>();
  for (const event of events) {
    const requestId = requestOf(event);
    if (requestId === undefined) continue;
    if (event.type === "request.started") ends.set(requestId, "unfinished");
    if (event.type === "ad.selected") ends.set(requestId, nameWinner(event));
    if (event.type === "request.finished" && event.kind !== "filled") {
      ends.set(requestId, event.kind);
    }
  }
  return ends;
}

function nameWinner({ nodeId, networkId, renderUri }: MediationEventOf<"ad.selected">): string {
  return `${nodeId === undefined ? networkId : `node ${nodeId}`} with ${renderUri}`;
}

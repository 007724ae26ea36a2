import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";

/** The bid stored under each ad selection id: what the device knows and the walk's own events do not say. */
export type BidsById = ReadonlyMap<string, number>;

export function collectBids(events: Iterable<MediationEvent>): BidsById {
  const bids = new Map<string, number>();
  for (const event of events) {
    if (event.type === "ad-selection.finished") bids.set(event.adSelectionId, event.bid);
  }
  return bids;
}

/** At least two decimals, and never fewer than the number has. */
export function usd(amount: number): string {
  const shortest = String(amount);
  const fixed = amount.toFixed(2);
  return shortest.length > fixed.length ? shortest : fixed;
}

export function describeChain({ nodes }: MediationEventOf<"chain.fetched">): {
  readonly what: string;
  readonly below?: string;
} {
  if (nodes.length === 0) return { what: "an empty chain" };
  const listed = nodes.map(({ nodeId, ecpmUsd, bids }) =>
    bids ? `${nodeId} bids` : `${nodeId} ${usd(ecpmUsd)}`,
  );
  return { what: `a chain of ${nodes.length}`, below: listed.join(", ") };
}

/** `, bid 2.40`, or nothing where no ad selection of the device stands behind the ad. */
export function describeBid(adSelectionId: string | undefined, bids: BidsById): string {
  const bid = adSelectionId === undefined ? undefined : bids.get(adSelectionId);
  return bid === undefined ? "" : `, bid ${usd(bid)}`;
}

export function describePrice(cpmUsd: number | undefined): string {
  return cpmUsd === undefined ? "" : ` at ${usd(cpmUsd)}`;
}

/** What stands against what in an auction of the first party's ad and a node's price, which is its bid if it bids. */
export function describeHeld(
  held: Pick<
    MediationEventOf<"chained-selection.placed">,
    "adSelectionId" | "ecpmUsd" | "bidCpmUsd"
  >,
  bids: BidsById,
): string {
  const bid = bids.get(held.adSelectionId);
  const amount = bid === undefined ? "ad" : usd(bid);
  return `first party's ${amount} against ${usd(held.bidCpmUsd ?? held.ecpmUsd)}`;
}

/** An answer that is none, or is not enough. */
export function describeUnfilled(
  rule: MediationEventOf<"node.unfilled">["rule"],
  phase: MediationEventOf<"node.unfilled">["phase"],
): string {
  if (phase !== "bid") return "no fill";
  return rule === "bid-below-node-floor" ? "bids below its floor" : "no bid";
}

/** Why a network may not be asked, without the values: the line of each node that is skipped for it has them. */
export function describeUnready(
  status: MediationEventOf<"network.uninitialized">["status"],
): string {
  if (status === "does-not-apply") return "does not apply here";
  return status === "failed" ? "cannot be initialized" : "is not initialized in time";
}

export function describeLateness({
  answer,
  cpmUsd,
  lateMs,
  isKept,
}: MediationEventOf<"node.answered-late">): string {
  const kept = isKept ? ", kept for the slot's next request" : "";
  return `answers ${lateMs} ms late: ${answer}${describePrice(cpmUsd)}${kept}`;
}

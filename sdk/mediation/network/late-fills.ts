import type { NetworkFill } from "../../adapter/network-adapter.ts";

/** An ad that came after its node's time. */
export interface LateFill {
  readonly slotId: string;
  readonly nodeId: string;
  /** The request it came too late for. */
  readonly requestId: string;
  readonly fill: NetworkFill;
  readonly arrivedAtMs: number;
  /** How long it may be kept. */
  readonly lifeMs: number;
}

/** A network's late ads, kept for their slots' next requests: one for each node of each slot. */
export interface LateFills {
  /** Gives back what it does not keep: older ads that have to make room, or this one, once it is closed. */
  keep(late: LateFill): readonly LateFill[];
  /** Each ad is taken once. */
  take(place: Pick<LateFill, "slotId" | "nodeId">): LateFill | undefined;
  /** Gives back all that are left, and keeps no more. */
  close(): readonly LateFill[];
}

/** Chains may name new nodes for ever; nobody asks again for the ads of old ones. */
const MOST_KEPT = 20;

export function createLateFills(): LateFills {
  const kept = new Map<string, LateFill>();
  let isClosed = false;
  const take = ({ slotId, nodeId }: Pick<LateFill, "slotId" | "nodeId">): LateFill | undefined => {
    const key = JSON.stringify([slotId, nodeId]);
    const late = kept.get(key);
    kept.delete(key);
    return late;
  };
  return {
    take,
    keep(late) {
      if (isClosed) return [late];
      const replaced = take(late);
      kept.set(JSON.stringify([late.slotId, late.nodeId]), late);
      const [oldest] = kept.values();
      const crowdedOut = kept.size > MOST_KEPT ? oldest && take(oldest) : undefined;
      return [replaced, crowdedOut].filter((each) => each !== undefined);
    },
    close() {
      isClosed = true;
      const left = [...kept.values()];
      kept.clear();
      return left;
    },
  };
}

import type { MediationEventOf } from "../../model/mediation-event.ts";
import type { AdContext } from "./ad-world.ts";

/** What one impression pays, told once and apart from the impression (spec: mediation 1B, "Revenue"). */
export function tellRevenue(context: AdContext, paidCpmUsd: number | undefined): void {
  const { placement, facts, emit, slot } = context;
  const { nodeId, source, rankCpmUsd } = placement;
  const { slotId, format } = slot;
  emit({
    type: "revenue.paid",
    ...facts,
    slotId,
    format,
    ...(nodeId !== undefined && { nodeId }),
    source,
    ...valueOf(context, paidCpmUsd),
    currency: "USD",
    ...(rankCpmUsd !== undefined && { rankCpmUsd }),
  });
}

type Value = Pick<MediationEventOf<"revenue.paid">, "valueMicros" | "precision">;

/** What the network says, or else what the publisher wrote down for its node. */
function valueOf({ placement }: AdContext, paidCpmUsd: number | undefined): Value {
  const { fill, node } = placement;
  const exact = paidCpmUsd ?? fill.cpmUsd;
  if (exact !== undefined) return { valueMicros: toMicros(exact), precision: "exact" };
  if (node === undefined) return { precision: "undefined" };
  return { valueMicros: toMicros(node.ecpmUsd), precision: "publisher-defined" };
}

/** A CPM is for a thousand impressions; one of them is worth a thousandth, in millionths. */
function toMicros(cpmUsd: number): number {
  return Math.min(Math.round(cpmUsd * 1_000), Number.MAX_SAFE_INTEGER) || 0; // not -0
}

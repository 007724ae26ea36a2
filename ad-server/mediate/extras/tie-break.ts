import { z } from "zod";
import type { Entry, ExtraHooks } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { latencyField, latencyOf } from "./latency.ts";

/** Who wins among equal prices; what it cannot tell apart stays as it was received. */
export const tieBreak = defineExtra({
  fields: {
    tie_break: optional(z.enum(["first", "latest", "fastest", "alphabetical", "random"])).describe(
      "Who wins among equal prices; `fastest` goes by `latency_ms`",
    ),
    latency_ms: latencyField,
  },
  open({ tie_break: choice, latency_ms: latencies }, { entries, random }) {
    switch (choice) {
      case "latest":
        return byRank(entries, (_entry, index) => -index);
      case "fastest":
        return byRank(entries, ({ bidder }) => latencyOf(latencies, bidder.bidder));
      case "random":
        return byRank(entries, () => random.next());
      case "alphabetical":
        return { compareEqualPrices: (one, other) => compareNames(one, other) };
      default:
        return undefined;
    }
  },
});

function byRank(
  entries: readonly Entry[],
  rankOf: (entry: Entry, index: number) => number,
): ExtraHooks {
  const ranks = entries.map(rankOf);
  return {
    compareEqualPrices: (one, other) => (ranks[one.place] ?? 0) - (ranks[other.place] ?? 0),
  };
}

/** By code units: the same everywhere. */
function compareNames({ bidder: one }: Entry, { bidder: other }: Entry): number {
  if (one.bidder === other.bidder) return 0;
  return one.bidder < other.bidder ? -1 : 1;
}

import { z } from "zod";
import type { Entry } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { latencyField } from "./latency.ts";

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
        return byRank(rank(entries, (_entry, index) => -index));
      case "fastest":
        return byRank(rank(entries, ({ bidder }) => latencies?.[bidder.bidder] ?? 0));
      case "random":
        return byRank(rank(entries, () => random.next()));
      case "alphabetical":
        return { compareEqualPrices: (one, other) => compareNames(one, other) };
      default:
        return undefined;
    }
  },
});

function rank(
  entries: readonly Entry[],
  rankOf: (entry: Entry, index: number) => number,
): ReadonlyMap<Entry, number> {
  return new Map(entries.map((entry, index) => [entry, rankOf(entry, index)]));
}

function byRank(ranks: ReadonlyMap<Entry, number>) {
  const compareEqualPrices = (one: Entry, other: Entry): number =>
    (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0);
  return { compareEqualPrices };
}

/** By code units: the same everywhere. */
function compareNames({ bidder: one }: Entry, { bidder: other }: Entry): number {
  if (one.bidder === other.bidder) return 0;
  return one.bidder < other.bidder ? -1 : 1;
}

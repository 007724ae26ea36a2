import type { Auction, Floor, FlooredEntry, FloorSource, RankedEntry } from "./auction.ts";
import type { AuctionRule } from "./auction-rules.ts";
import { noFloor } from "./floors/floor-rung.ts";
import { FLOOR_LADDER } from "./floors/index.ts";
import { toUsd, type Micros } from "./money.ts";

/** Step 5: which floor a bid has, and whether it reaches it. */
export function applyFloor(auction: Auction, entry: RankedEntry): FlooredEntry {
  const floor = findFloor(auction, entry);
  const held = comparedPrice(auction, entry, floor);
  const isEligible = reaches(held, floor);
  if (!isEligible) {
    const detail = `${held.words} of ${toUsd(held.cpm)} is ${held.relation} ${FLOOR_WORDS[floor.source]} of ${toUsd(floor.cpm)}`;
    auction.end(entry, RULE_BY_SOURCE[floor.source], detail);
  }
  const { bid, index, deal, gross, net, biased, rank } = entry;
  return { bid, index, deal, gross, net, biased, rank, floor, isEligible }; // spreading costs twice as much
}

function findFloor(auction: Auction, entry: RankedEntry): Floor {
  for (const rung of FLOOR_LADDER) {
    const floor = rung(entry, auction);
    if (floor !== undefined) return floor;
  }
  return noFloor;
}

interface Held {
  readonly cpm: Micros;
  readonly words: string;
  readonly relation: "under" | "not above";
}

/** Asks and reserves are held against the net bid, yield and dynamic floors against the biased one. */
function comparedPrice(
  { configuration }: Auction,
  { net, gross, biased }: RankedEntry,
  { source, cpm }: Floor,
): Held {
  const { options } = configuration;
  const relation = isExclusive(options, source) ? "not above" : "under";
  if (source === "yield-rule" || source === "dynamic") {
    return options.ymFloorBasis === "net"
      ? { cpm: biased, words: "its biased net bid", relation }
      : { cpm: gross + biased - net, words: "its biased gross bid", relation };
  }
  const isFreeAsk = source === "deal-ask" && cpm === 0;
  const takesBias = isFreeAsk ? options.freeAskTakesBias : options.biasReachesReserves;
  return takesBias && source !== "none"
    ? { cpm: biased, words: "its biased net bid", relation }
    : { cpm: net, words: "its net bid", relation };
}

type Options = Auction["configuration"]["options"];

function isExclusive(options: Options, source: FloorSource): boolean {
  if (source === "deal-ask") return options.askBoundary === "exclusive";
  return source === "default-creative" && options.reserveBoundary === "exclusive";
}

function reaches({ cpm, relation }: Held, floor: Floor): boolean {
  return relation === "under" ? cpm >= floor.cpm : cpm > floor.cpm;
}

const RULE_BY_SOURCE: Readonly<Record<FloorSource, AuctionRule>> = {
  "deal-ask": "below-deal-ask",
  "native-asset": "below-native-floor",
  "yield-rule": "below-yield-floor",
  dynamic: "below-reserve",
  "default-creative": "below-reserve",
  placement: "below-reserve",
  none: "below-reserve",
};

const FLOOR_WORDS: Readonly<Record<FloorSource, string>> = {
  "deal-ask": "its deal's ask",
  "native-asset": "the floor of native assets",
  "yield-rule": "the yield rule's floor",
  dynamic: "the dynamic floor",
  "default-creative": "the default creative's reserve",
  placement: "the placement's reserve",
  none: "no floor",
};

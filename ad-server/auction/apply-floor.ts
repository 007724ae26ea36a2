import type { AuctionRule } from "../../sdk/model/auction-rules.ts";
import type { Auction, Floor, FlooredEntry, FloorSource, RankedEntry } from "./auction.ts";
import type { FloorLadder } from "./floors/floor-rung.ts";
import { toUsd, type Micros } from "./money.ts";

/** Step 5: which floor a bid has, and whether it reaches it. */
export function applyFloor(
  auction: Auction,
  entry: RankedEntry,
  findFloor: FloorLadder,
): FlooredEntry {
  const { options } = auction.configuration;
  const floor = findFloor(entry);
  const basis = basisOf(options, floor);
  const held = cpmOn(basis, entry);
  const mustExceed = isExclusive(options, floor.source);
  const isEligible = held > floor.cpm || (held === floor.cpm && !mustExceed);
  if (!isEligible) {
    const relation = mustExceed ? "not above" : "under";
    const detail = `its ${entry.biased === entry.net ? basis.replace("biased ", "") : basis} bid of ${toUsd(held)} is ${relation} ${FLOOR_WORDS[floor.source]} of ${toUsd(floor.cpm)}`;
    auction.end(entry, RULE_BY_SOURCE[floor.source], detail);
  }
  const { bid, index, deal, gross, net, biased, worth, rank } = entry;
  return { bid, index, deal, gross, net, biased, worth, rank, floor, isEligible }; // spreading costs twice as much
}

type Options = Auction["configuration"]["options"];
type Basis = "net" | "biased net" | "biased gross";

/** Asks and reserves are held against the net bid, yield and dynamic floors against the biased one. */
function basisOf(options: Options, { source, cpm }: Floor): Basis {
  if (source === "none") return "net";
  if (source === "yield-rule" || source === "dynamic") {
    return options.ymFloorBasis === "net" ? "biased net" : "biased gross";
  }
  const isFreeAsk = source === "deal-ask" && cpm === 0;
  const takesBias = isFreeAsk ? options.freeAskTakesBias : options.biasReachesReserves;
  return takesBias ? "biased net" : "net";
}

function cpmOn(basis: Basis, { gross, net, biased }: RankedEntry): Micros {
  if (basis === "net") return net;
  return basis === "biased net" ? biased : gross + biased - net;
}

function isExclusive(options: Options, source: FloorSource): boolean {
  if (source === "deal-ask") return options.askBoundary === "exclusive";
  return source === "default-creative" && options.reserveBoundary === "exclusive";
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

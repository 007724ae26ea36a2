/** What full reasons cost: `runAuction` over 20 bids against filter, sort and pick over the same bids. */
import { AuctionBidSchema, type AuctionBid } from "../ad-server/auction/auction-bid.ts";
import { ImpressionSchema } from "../ad-server/auction/targeting.ts";
import { parseAuctionConfiguration } from "../ad-server/auction/prepare-auction.ts";
import { runAuction } from "../ad-server/auction/run-auction.ts";
import { compare } from "./measure.ts";

const configuration = parseAuctionConfiguration({
  deals: [
    { dealId: "d1", askUsd: 3, buyerIds: ["b3"] },
    { dealId: "d2", askUsd: 2, buyerIds: ["b7"], auction: "open" },
  ],
  biases: [{ buyerIds: ["b5"], percent: 10 }],
  floors: { ymRules: [{ ruleId: "base", hardFloorUsd: 0.5 }], placementUsd: 0.1 },
  fees: { seller: 0.1 },
});
const impression = ImpressionSchema.parse({ slotId: "home", country: "DE" });

const bids: readonly AuctionBid[] = Array.from({ length: 20 }, (_, index) => {
  const bidId = `bid-${index}`;
  const cpm = 0.3 + ((index * 7) % 20) / 5;
  if (index % 5 === 0) return { kind: "mediated", bidId, networkId: `n${index}`, cpm };
  if (index % 5 === 1) return { kind: "managed", bidId, cpm };
  const dealIds = index === 3 ? ["d1"] : [];
  return { kind: "rtb", bidId, buyerId: `b${index}`, cpm, dealIds };
}).map((bid) => AuctionBidSchema.parse(bid));

const askNetwork = () => ({ kind: "no-ad", latencyMs: 10 }) as const;

function hold(): unknown {
  return runAuction({ auctionId: "auction", impression, atMs: 0, askNetwork }, configuration, bids);
}

/** What one would write by hand, without a reason for anybody: networks have no ad. */
function pick(): unknown {
  const [winner] = bids
    .filter((bid) => bid.isActive && bid.kind !== "guaranteed" && bid.cpm >= 0.5)
    .toSorted((one, other) => cpmOf(other) - cpmOf(one))
    .filter(({ kind }) => kind !== "mediated");
  return winner;
}

function cpmOf(bid: AuctionBid): number {
  return bid.kind === "guaranteed" ? bid.pcpm : bid.cpm;
}

const { ratio, oneMs, otherMs } = await compare(
  21,
  { work: hold, times: 2_000 },
  { work: pick, times: 2_000 },
);
console.log(`\nauction of ${bids.length} bids, every one with its reason`);
console.log(
  `  ${(oneMs * 1_000).toFixed(1)} µs; filter, sort and pick: ${(otherMs * 1_000).toFixed(1)} µs`,
);
console.log(`  ratio ${ratio.toFixed(1)} (goal: at most 10)`);

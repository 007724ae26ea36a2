import { createSeededRandom } from "../../sdk/foundation/seeded-random.ts";
import type { Random } from "../../sdk/foundation/environment.ts";
import type { Auction, AuctionRequest, Verdict } from "./auction.ts";
import type { AuctionConfiguration, Bias, BuyerFee, Deal } from "./auction-configuration.ts";
import { toMicros } from "./money.ts";
import { onceForEach } from "./once-for-each.ts";
import { findTargetingMiss, type Impression } from "./targeting.ts";
import { listYmRules } from "./yield-rules.ts";

/** Everything that is the same for every bid of one auction; verdicts are kept by the bids' places. */
export function openAuction(
  request: AuctionRequest,
  configuration: AuctionConfiguration,
  verdicts: (Verdict | undefined)[],
): Auction {
  const { dynamicFloorUsd, impression } = request;
  let luck: Random | undefined;
  const draw = (question: string): Random =>
    (luck ??= createSeededRandom(request.auctionId)).fork(question);
  return {
    request,
    configuration,
    deals: dealsOf(configuration),
    buyerFees: buyerFeesOf(configuration),
    dynamicFloor: dynamicFloorUsd === undefined ? undefined : toMicros(dynamicFloorUsd),
    biases: listBiases(configuration, impression),
    ymRules: listYmRules(configuration, impression, draw),
    draw,
    end(entry, rule, detail) {
      verdicts[entry.index] = { rule, detail };
    },
    revive(entry) {
      verdicts[entry.index] = undefined;
    },
  };
}

const dealsOf = onceForEach(
  ({ deals }: AuctionConfiguration): ReadonlyMap<string, Deal> =>
    new Map(deals.map((deal) => [deal.dealId, deal])),
);

const buyerFeesOf = onceForEach(
  ({ fees }: AuctionConfiguration): ReadonlyMap<string, BuyerFee> =>
    new Map(Object.entries(fees.buyers)),
);

function listBiases({ biases }: AuctionConfiguration, impression: Impression): readonly Bias[] {
  return biases
    .filter(({ targeting }) => findTargetingMiss(targeting, impression) === undefined)
    .toSorted((one, other) => other.priority - one.priority);
}

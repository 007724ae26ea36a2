import { assert, double, infiniteStream, nat, property } from "fast-check";
import { expect, it } from "vitest";
import type { AuctionResult } from "../../ad-server/index.ts";
import { anAuction, type AuctionInput } from "../ad-server/auction/an-auction.ts";
import { anyAuction } from "../ad-server/auction/any-auction.ts";

const runs = { numRuns: 500 };

it("decides anything: everybody but the winner has a rule, and only the winner has none", () => {
  assert(
    property(anyAuction, (auction) => {
      const { winner, bids, served } = anAuction(auction);

      const unjudged = bids.filter(({ rule }) => rule === undefined).map(({ bidId }) => bidId);
      expect(unjudged).toEqual(winner === undefined ? [] : [winner.bidId]);
      expect(served).toBe(winner === undefined ? "blank" : "ad");
    }),
    { numRuns: 1_500 },
  );
});

it("decides with any fees, tiers and prices, in numbers that can be written down", () => {
  const ratio = double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const cpm = double({ min: 0, noNaN: true, noDefaultInfinity: true });
  assert(
    property(anyAuction, ratio, cpm, (auction, part, price) => {
      const fees = {
        seller: part,
        buyers: { b1: { kind: "fee", ratio: part }, b2: { kind: "deduction", ratio: part } },
      } as const;
      const tiers = [{ buyerIds: ["b2"], minUsd: 1 }];
      const bids = auction.bids.map((bid) => ("cpm" in bid ? { ...bid, cpm: price } : bid));

      const asIs = anAuction({
        ...auction,
        configuration: { ...auction.configuration, fees, tiers },
      });
      const dear = anAuction({
        ...auction,
        bids,
        configuration: { ...auction.configuration, fees },
      });

      expect(JSON.parse(JSON.stringify([asIs, dear]))).toEqual(withoutUndefined([asIs, dear]));
    }),
    runs,
  );
});

/** What JSON leaves out; anything else that it changes is no number. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  const known = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(known.map(([key, each]) => [key, withoutUndefined(each)]));
}

it("serves nobody who ranks under its floor, biases apart (spec: monetize 3.5)", () => {
  assert(
    property(anyAuction, (auction) => {
      const { winner, bids } = anAuction(withoutBiases(auction));

      const own = bids.find(({ bidId }) => bidId === winner?.bidId);
      expect(own?.rankUsd ?? 0).toBeGreaterThanOrEqual(own?.floor?.cpmUsd ?? 0);
    }),
    runs,
  );
});

it("takes the first floor that there is, and never the highest because it is the highest", () => {
  assert(
    property(anyAuction, ({ configuration, request, bids, ...rest }) => {
      const options = { ymProfileWithoutRule: "reserves-apply", ymRuleScope: "bid" } as const;
      const { ymRules: _, ...floors } = configuration?.floors ?? {};
      const held = { ...configuration, options, floors };

      const result = anAuction({ ...rest, bids, request: request ?? {}, configuration: held });

      const reserves = [request?.dynamicFloorUsd, floors.defaultCreativeUsd, floors.placementUsd];
      const isNative = rest.impression?.mediaType === "native";
      const ladder = [isNative ? floors.nativeAssetUsd : undefined, ...reserves, 0];
      const first = ladder.find((floor) => floor !== undefined);
      const asked = result.bids.filter(
        ({ floor }) => floor !== undefined && floor.source !== "deal-ask",
      );
      expect(asked.map(({ floor }) => floor?.cpmUsd)).toEqual(asked.map(() => first));
    }),
    runs,
  );
});

it("takes no notice of the order in which bids come in", () => {
  assert(
    property(anyAuction, infiniteStream(nat()), (auction, luck) => {
      const places = new Map(auction.bids.map((bid) => [bid, luck.next().value as number]));
      const shuffled = auction.bids.toSorted(
        (one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0),
      );

      const result = anAuction(auction);
      const again = anAuction({ ...auction, bids: shuffled });

      expect(byBidId(again)).toEqual(byBidId(result));
    }),
    runs,
  );
});

function byBidId({ bids, ...rest }: AuctionResult) {
  return { ...rest, bids: new Map(bids.map((bid) => [bid.bidId, bid])) };
}

it("holds no open auction where a private deal can be had (spec: monetize 3.3)", () => {
  assert(
    property(anyAuction, (auction) => {
      const { stage, winner } = anAuction(auction);

      const deals = auction.configuration?.deals ?? [];
      const wonBy = deals.find(({ dealId }) => dealId === winner?.dealId);
      const isOpenRtb = winner?.kind === "rtb" && wonBy?.auction !== "private";
      expect([stage, isOpenRtb]).not.toEqual(["private", true]);
    }),
    runs,
  );
});

it("changes nothing when a loser bids more and passes nobody", () => {
  assert(
    property(anyAuction, double({ min: 0, max: 1, noNaN: true }), (auction, part) => {
      const input = withFirstPrice(auction);
      const before = anAuction(input);
      const runnerUp = findRunnerUp(input, before);
      const room = rankOf(before, before.winner?.bidId) - rankOf(before, runnerUp) - 0.001;

      const addedUsd = Math.max(0, Math.floor(room * part * 1_000_000) / 1_000_000);
      const bids = input.bids.map((bid) =>
        bid.bidId === runnerUp && bid.kind === "managed"
          ? { ...bid, cpm: bid.cpm + addedUsd }
          : bid,
      );
      const after = anAuction({ ...input, bids });

      expect(after.winner).toEqual(before.winner);
    }),
    { numRuns: 1_500 },
  );
});

function withoutBiases(auction: AuctionInput): AuctionInput {
  return { ...auction, configuration: { ...auction.configuration, biases: [] } };
}

function withFirstPrice(auction: AuctionInput): AuctionInput {
  const options = { ...auction.configuration?.options, price: "first" } as const;
  return { ...auction, configuration: { ...auction.configuration, options } };
}

/** A managed bid in USD that stands right behind the winner. */
function findRunnerUp(
  { bids }: AuctionInput,
  { ranking, winner }: AuctionResult,
): string | undefined {
  const next = ranking[ranking.indexOf(winner?.bidId ?? "") + 1];
  const isFit = bids.some(
    ({ bidId, kind, currency }) => bidId === next && kind === "managed" && currency === "USD",
  );
  return winner !== undefined && isFit ? next : undefined;
}

function rankOf({ bids }: AuctionResult, ofBid: string | undefined): number {
  return bids.find(({ bidId }) => bidId === ofBid)?.rankUsd ?? 0;
}

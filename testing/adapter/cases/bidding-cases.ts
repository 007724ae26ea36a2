import {
  BidResultSchema,
  LoadResultSchema,
  LOSS_REASONS,
  messageOf,
  type NetworkBid,
} from "../../../sdk/adapter-kit.ts";
import { Breach, show } from "./breach.ts";
import type { ContractCase, Met, Subject } from "./contract-case.ts";
import { someBid, toBidRequest } from "./questions.ts";
import { patienceMs, settleWithin } from "./settle.ts";

/** What a network that bids promises on top. */
export const BIDDING_CASES: readonly ContractCase[] = [
  {
    name: "loads what it bid with, at no lower price",
    needs: "requestBid",
    async check(subject) {
      await subject.inWorld(async (met) => refuseBrokenBid(subject, met));
    },
  },
  {
    name: "hears that its bid won without throwing",
    needs: "onBidWon",
    async check(subject) {
      await subject.inWorld(async ({ network }) => {
        const { requestId, nodeId } = subject.request;
        refuseThrow("onBidWon", () =>
          network.onBidWon?.({ requestId, nodeId, bid: someBid, cpmUsd: 1 }),
        );
      });
    },
  },
  {
    name: "hears why its bid lost without throwing",
    needs: "onBidLost",
    async check(subject) {
      const { requestId, nodeId } = subject.request;
      const notice = { requestId, nodeId, bid: someBid, winnerCpmUsd: undefined };
      await subject.inWorld(async ({ network }) => {
        for (const lossReason of Object.values(LOSS_REASONS)) {
          refuseThrow("onBidLost", () => network.onBidLost?.({ ...notice, lossReason }));
        }
      });
    },
  },
];

async function refuseBrokenBid(subject: Subject, met: Met): Promise<void> {
  const { clock } = met.world;
  const { signal } = new AbortController();
  const answered = await settleWithin(clock, patienceMs, () =>
    met.network.requestBid?.(toBidRequest(subject), signal),
  );
  const parsed = BidResultSchema.safeParse(answered.kind === "answered" && answered.answer);
  if (!parsed.success || parsed.data.kind !== "bid") return; // it has nothing to load
  const bid = parsed.data;
  const loaded = await settleWithin(clock, patienceMs, () =>
    met.network.load({ ...subject.request, bid }, signal),
  );
  const answer = LoadResultSchema.safeParse(loaded.kind === "answered" && loaded.answer);
  if (!answer.success || answer.data.kind !== "fill") return; // which load may say at any time
  refuseOtherAd(bid, answer.data);
}

function refuseOtherAd(
  bid: NetworkBid,
  fill: { readonly cpmUsd?: number | undefined; readonly adSelectionId?: string | undefined },
): void {
  const isCheaper = (fill.cpmUsd ?? Infinity) < (bid.cpmUsd ?? 0);
  const isOther = ![undefined, bid.adSelectionId].includes(fill.adSelectionId);
  if (!isCheaper && !isOther) return;
  throw new Breach({
    did: `it bid ${show(bid)} and, chosen, loaded ${show(fill)}`,
    expected: "the ad it bid with: load gets the bid as request.bid",
    why: "the bid beat others at its price; the SDK refuses an ad that pays less",
  });
}

export function refuseThrow(what: string, act: () => unknown): void {
  try {
    act();
  } catch (error) {
    throw new Breach(
      {
        did: `${what} threw "${messageOf(error)}"`,
        expected: "nothing thrown: it is told something, and nobody asks for an answer",
        why: "the SDK goes on without it, and only its trace knows",
      },
      { cause: error },
    );
  }
}

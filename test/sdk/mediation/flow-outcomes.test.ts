import { expect, it } from "vitest";
import type { Network, NetworkAdapter, NetworkEnvironment } from "../../../sdk/adapter-kit.ts";
import type { MediationOptionsInput } from "../../../sdk/index.ts";
import { aBiddingAdapter, aMediation } from "../../support/a-mediation.ts";

type Behaviour = Partial<Network> | ((environment: NetworkEnvironment) => Partial<Network>);

const flows: Readonly<Record<string, MediationOptionsInput>> = {
  waterfall: { flow: "waterfall" },
  programmatic: { flow: "programmatic" },
  "waterfall-first": { flow: "hybrid", hybrid: { order: "waterfall-first" } },
  "merged-by-price": { flow: "hybrid", hybrid: { order: "merged-by-price" } },
};

const hang = (): Promise<never> => new Promise(() => undefined);
const fail = (): Promise<never> => Promise.reject(new Error("no key"));
const fill = { kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 3 } as const;
const bid = { kind: "bid", cpmUsd: 3 } as const;

/** What alpha does when it is asked to bid, and what it does when it is asked for its ad. */
const faults: Readonly<Record<string, Behaviour>> = {
  "has an ad": {},
  "has no ad": {
    requestBid: async () => ({ kind: "no-bid", reason: "no ad" }),
    load: async () => ({ kind: "no-fill", reason: "no ad" }),
  },
  "never answers": { requestBid: hang, load: hang },
  "answers late": ({ clock }) => ({
    requestBid: () => clock.sleep(500).then(() => bid),
    load: () => clock.sleep(500).then(() => fill),
  }),
  throws: { requestBid: fail, load: fail },
  "bids, and then has no ad": { load: async () => ({ kind: "no-fill", reason: "gone" }) },
  "bids, and then never loads": { load: hang },
};

/** Alpha is worth 3 in every flow, beta 2; only alpha's behaviour changes. */
async function mediate(flow: string, fault: string) {
  const alpha: NetworkAdapter = aBiddingAdapter("alpha", 3, {}, faults[fault]);
  const { requestAd, events, clock } = await aMediation({
    adapters: [alpha, aBiddingAdapter("beta", 2)],
    nodes: [
      { nodeId: "alpha", ecpmUsd: 3, bids: flow !== "waterfall-first" },
      { nodeId: "beta", ecpmUsd: 2, bids: flow !== "merged-by-price" },
    ],
    mediation: { ...flows[flow], nodeTimeoutMs: 300, bidding: { bidTimeoutMs: 300 } },
  });
  const result = await requestAd();
  await clock.sleep(1_000);
  const rules = result.ledger.flatMap(({ nodeId, rule }) => (nodeId === "alpha" ? [rule] : []));
  const lates = events.filter(({ type }) => type === "node.answered-late");
  const winner = result.kind === "filled" ? result.ad.networkId : result.kind;
  return [winner, rules.join() || "won", ...(lates.length > 0 ? ["late"] : [])].join(" ");
}

const inTurn = {
  "has an ad": "alpha won",
  "has no ad": "beta network-no-fill",
  "never answers": "beta node-timed-out",
  "answers late": "beta node-timed-out late",
  throws: "beta adapter-failed",
  "bids, and then has no ad": "beta network-no-fill",
  "bids, and then never loads": "beta node-timed-out",
} as const;

const byBids = {
  "has an ad": "alpha won",
  "has no ad": "beta network-no-bid",
  "never answers": "beta bid-timed-out",
  "answers late": "beta bid-timed-out late",
  throws: "beta adapter-failed",
} as const;

const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  waterfall: inTurn,
  "waterfall-first": inTurn,
  programmatic: {
    ...byBids,
    "bids, and then has no ad": "no-fill network-no-fill",
    "bids, and then never loads": "no-fill node-timed-out",
  },
  "merged-by-price": {
    ...byBids,
    "bids, and then has no ad": "beta network-no-fill",
    "bids, and then never loads": "beta node-timed-out",
  },
};

const cases = Object.entries(expected).flatMap(([flow, ends]) =>
  Object.entries(ends).map(([fault, end]) => ({ flow, fault, end })),
);

it.each(cases)("in $flow, when alpha $fault: $end", async ({ flow, fault, end }) => {
  expect(await mediate(flow, fault)).toBe(end);
});

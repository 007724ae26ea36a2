import { expect, it } from "vitest";
import { MEDIATION_FLOWS } from "../../../sdk/mediation/mediation-flows.ts";
import { MediationOptionsSchema } from "../../../sdk/index.ts";
import { aBiddingAdapter, aMediation } from "../../support/a-mediation.ts";

it("lets options name every flow of THE list, and no other", () => {
  const named = MediationOptionsSchema.shape.flow.unwrap().options;

  expect(named).toEqual(Object.keys(MEDIATION_FLOWS));
});

it.each(Object.keys(MEDIATION_FLOWS) as (keyof typeof MEDIATION_FLOWS)[])(
  "ends a %s of an empty chain with nobody",
  async (flow) => {
    const { requestAd, events } = await aMediation({ nodes: [], mediation: { flow } });

    const result = await requestAd();

    expect(result.kind).toBe("no-fill");
    expect(events.map(({ type }) => type)).toContain("fallback.passed");
    expect(result.ledger.map(({ rule }) => rule)).toEqual(["chain-empty"]);
  },
);

it.each(Object.keys(MEDIATION_FLOWS) as (keyof typeof MEDIATION_FLOWS)[])(
  "keeps requests apart that run at the same time in a %s",
  async (flow) => {
    const { sdk } = await aMediation({
      adapters: [aBiddingAdapter("alpha", 2, { latencyMs: 50 }), aBiddingAdapter("beta", 3)],
      nodes: [
        { nodeId: "alpha", bids: true },
        { nodeId: "beta", bids: true },
      ],
      slots: [
        { slotId: "level-end", format: "banner" },
        { slotId: "home", format: "banner" },
      ],
      mediation: { flow },
    });

    const results = await Promise.all([
      sdk.requestAd({ slotId: "level-end" }),
      sdk.requestAd({ slotId: "home" }),
    ]);

    const winner = flow === "waterfall" ? "alpha" : "beta";
    expect(
      results.map((result) => [result.requestId, result.kind === "filled" && result.ad.nodeId]),
    ).toEqual([
      ["request-1", winner],
      ["request-2", winner],
    ]);
    expect(results.map(({ ledger }) => ledger.map(({ requestId }) => requestId))).toEqual([
      ["request-1"],
      ["request-2"],
    ]);
  },
);

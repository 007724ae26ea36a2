import { expect, it } from "vitest";
import type { ScenarioInput } from "../../simulator/index.ts";
import { aWaterfall, runInline, sellerScript, unfilling } from "../support/a-waterfall.ts";

const rollingBuyer = `
function generateBid(ad) {
  console.log(Math.random());
  return { status: 0, ad, bid: 0 };
}`;

/** Two networks with auctions of their own over the same audience; nobody's bid of 0 can win. */
function withAuctions(...networkIds: readonly string[]): ScenarioInput {
  const auction = (id: string) => ({
    adapter: "on-device-auction",
    options: { seller: `${id}.example`, customAudienceBuyers: ["shoes.example"] },
  });
  const seller = { decisionLogic: { inline: sellerScript } };
  return aWaterfall({
    bid: 1,
    firstParty: null,
    networks: {
      plain: unfilling,
      ...Object.fromEntries(networkIds.map((id) => [id, auction(id)])),
    },
    nodes: networkIds.map((networkId) => ({ networkId, ecpmUsd: 1 })),
    scenario: {
      sellers: Object.fromEntries(networkIds.map((id) => [`${id}.example`, seller])),
      buyers: { "shoes.example": { biddingLogic: { inline: rollingBuyer } } },
      steps: [{ request: "level-end" }, { request: "level-end" }],
    },
  });
}

async function rollsOf(nodeId: string, scenario: ScenarioInput): Promise<readonly string[]> {
  const { events } = await runInline(scenario);
  return events.flatMap((event) =>
    event.type === "console.printed" && event.nodeId === nodeId ? [event.text] : [],
  );
}

it("gives a network's scripts the same Math.random whoever else is in the chain", async () => {
  const alone = await rollsOf("beta", withAuctions("beta"));
  const behindAnother = await rollsOf("beta", withAuctions("alpha", "beta"));

  expect(alone).toHaveLength(2);
  expect(new Set(alone).size).toBe(2);
  expect(behindAnother).toEqual(alone);
});

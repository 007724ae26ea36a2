import { expect, it } from "vitest";
import type { ScenarioInput } from "../../simulator/index.ts";
import { runInline } from "../support/a-waterfall.ts";

const seller = "function scoreAd(ad, bid) { return { status: 0, score: bid }; }";
const bidder = "function generateBid(ad) { return { status: 0, ad, bid: 1 }; }";

/** A seller whose script has moved: each address sends on to the next. */
function anAuctionWith(
  decisionLogicUri: string,
  moves: Readonly<Record<string, string>>,
): ScenarioInput {
  return {
    version: 1,
    app: { appId: "com.example.game" },
    device: {
      customAudiences: [
        { buyer: "shoes.example", name: "all", ads: [{ renderUri: "https://shoes.example/ad" }] },
      ],
    },
    sellers: { "ssp.example": { decisionLogic: { inline: seller } } },
    buyers: { "shoes.example": { biddingLogic: { inline: bidder } } },
    network: {
      routes: Object.entries(moves).map(([url, location]) => ({
        url,
        fault: { status: 302 },
        headers: { location },
      })),
    },
    steps: [
      {
        selectAds: {
          seller: "ssp.example",
          customAudienceBuyers: ["shoes.example"],
          decisionLogicUri,
        },
      },
    ],
  };
}

it("follows a script that has moved, and each move takes its time (spec: on-device 5)", async () => {
  const { events } = await runInline(
    anAuctionWith("https://ssp.example/old.js", {
      "https://ssp.example/old.js": "/older.js",
      "https://ssp.example/older.js": "https://ssp.example/decision-logic.js",
    }),
  );

  const fetched = events.flatMap((event) =>
    event.type === "http.finished" && event.purpose === "decision-logic"
      ? [[event.url, event.status, event.latencyMs]]
      : [],
  );
  expect(fetched).toEqual([["https://ssp.example/old.js", 200, 60]]);
  expect(events.some(({ type }) => type === "ad-selection.finished")).toBe(true);
});

it("gives up on a script that moves in circles, or away from https", async () => {
  const ends = ["https://ssp.example/old.js", "http://ssp.example/decision-logic.js"].map(
    async (location) => {
      const moves = { "https://ssp.example/old.js": location };
      const { ledger } = await runInline(anAuctionWith("https://ssp.example/old.js", moves));
      return ledger.at(-1)?.detail;
    },
  );

  expect(await Promise.all(ends)).toEqual([
    "GET https://ssp.example/old.js failed: more than 20 redirects",
    "http://ssp.example/decision-logic.js is not an https address",
  ]);
});

it("takes no longer answer than the profile lets it (spec: on-device 5)", async () => {
  const { ledger } = await runInline({
    ...anAuctionWith("https://ssp.example/decision-logic.js", {}),
    profile: { base: "android-all-on", set: { httpMaxResponseBytes: bidder.length } },
  });

  expect(ledger.at(-1)?.detail).toBe(
    `the answer of https://ssp.example/decision-logic.js is over ${bidder.length} bytes`,
  );
});

import * as fc from "fast-check";
import { MediationEventSchema } from "fledgling";
import { expect, it } from "vitest";
import {
  aCustomAudience,
  anAd,
  anAdSelectionConfig,
  decisionScript,
} from "../../support/builders.ts";
import { createDevice, join, ledgerOf, type DeviceFixture } from "../../support/device-fixture.ts";
import { hang, type Route } from "../../support/scripted-internet.ts";
import { startsAtMs } from "../../support/test-environment.ts";

/** Ways in which an audience can do well or badly. */
const BEHAVIOURS = {
  "bids 1": "return { status: 0, ad, bid: 1 };",
  "bids 2": "return { status: 0, ad, bid: 2 };",
  "bids 0": "return { status: 0, ad, bid: 0 };",
  "bids -1": "return { status: 0, ad, bid: -1 };",
  "returns nothing": "",
  throws: "throw new Error('no');",
  "watches the clock": "for (;;) Date.now();",
  "never arrives": "",
  "is not active yet": "",
} as const;

/** Ways in which an auction can end. */
const SELLERS: Readonly<Record<string, Route>> = {
  works: decisionScript,
  "scores nobody": "function scoreAd() { return { status: 0, score: 0 }; }",
  fails: "function scoreAd() { return { status: 1 }; }",
  throws: "function scoreAd() { null.x; }",
  "never arrives": hang,
};

type Behaviour = keyof typeof BEHAVIOURS;

async function runAuction(behaviours: readonly Behaviour[], seller: string, set: object) {
  const routes: Record<string, Route> = {
    "https://seller.example/decision.js": SELLERS[seller] ?? "",
  };
  const audiences = behaviours.map((behaviour, index) => {
    const biddingLogicUri = `https://buyer.example/bidding-${index}.js`;
    routes[biddingLogicUri] =
      behaviour === "never arrives"
        ? hang
        : `function generateBid(ad) { ${BEHAVIOURS[behaviour]} }`;
    return aCustomAudience({
      name: `audience-${index}`,
      biddingLogicUri,
      ads: [anAd(1, `https://buyer.example/ad-${index}`)],
      ...(behaviour === "is not active yet" && { activationTimeMs: startsAtMs + 1 }),
    });
  });
  const device = createDevice({ profile: { base: "android-all-on", set }, routes });
  await join(device, ...audiences);
  const outcome = await device.adServices.selectAds(anAdSelectionConfig()).catch(() => null);
  return { device, winner: outcome?.renderUri };
}

/** How many lines there are about each audience, or about its ad. */
function countLines(device: DeviceFixture, audienceCount: number): readonly number[] {
  const lines = ledgerOf(device);
  return Array.from({ length: audienceCount }, (_, index) => {
    const subjects = [
      `custom audience buyer.example/audience-${index} |`,
      `ad https://buyer.example/ad-${index} |`,
    ];
    return lines.filter((line) => subjects.some((subject) => line.startsWith(subject))).length;
  });
}

it("has one line for every audience that did not win, and none for the one that did", async () => {
  const behaviours = fc.array(fc.constantFrom(...(Object.keys(BEHAVIOURS) as Behaviour[])), {
    minLength: 1,
    maxLength: 8,
  });
  const limits = fc.constantFrom(
    {},
    { biddingTimeoutPerBuyerMs: 5_000 },
    { biddingTimeoutPerBuyerMs: 3_000, maxConcurrentBiddingPerBuyer: 1 },
    { adSelectionTimeoutMs: 3_000 },
  );

  await fc.assert(
    fc.asyncProperty(
      behaviours,
      fc.constantFrom(...Object.keys(SELLERS)),
      limits,
      async (chosen, seller, set) => {
        const { device, winner } = await runAuction(chosen, seller, set);

        const expected = chosen.map((_, index) =>
          winner === `https://buyer.example/ad-${index}` ? 0 : 1,
        );
        expect(countLines(device, chosen.length)).toEqual(expected);
        for (const event of device.events) {
          // As the trace has it: what is undefined is not written.
          MediationEventSchema.parse(JSON.parse(JSON.stringify(event)));
        }
      },
    ),
    { numRuns: 30, seed: 1 },
  );
});

it("reads like an explanation", async () => {
  const { device } = await runAuction(
    [
      "bids 2",
      "bids 2",
      "bids 1",
      "bids -1",
      "throws",
      "watches the clock",
      "never arrives",
      "is not active yet",
    ],
    "works",
    {},
  );

  const scored = "scoreAd of https://seller.example/decision.js gave";
  expect(ledgerOf(device)).toEqual([
    "custom audience buyer.example/audience-7 | audience-not-active | becomes active in 1 ms",
    'custom audience buyer.example/audience-4 | bidding-logic-failed | Error: no (https://buyer.example/bidding-4.js:1:34), in generateBid({"render_uri":"https://buyer.example/ad-4","metadata":{"bid":1}}, …)',
    "custom audience buyer.example/audience-3 | bid-negative | its best bid is -1 (ad https://buyer.example/ad-3, https://buyer.example/bidding-3.js)",
    "custom audience buyer.example/audience-6 | bidding-timed-out | did not finish within 5000 ms: waiting for GET https://buyer.example/bidding-6.js",
    'custom audience buyer.example/audience-5 | bidding-timed-out | did not finish within 5000 ms: running generateBid of https://buyer.example/bidding-5.js. The script watched the clock until its 5000 ms were over, in generateBid({"render_uri":"https://buyer.example/ad-5","metadata":{"bid":1}}, …)',
    `ad https://buyer.example/ad-1 | score-tie | bid 2; ${scored} 2, as it did to https://buyer.example/ad-0, which comes first`,
    `ad https://buyer.example/ad-2 | score-lower | bid 1; ${scored} 1, and 2 to https://buyer.example/ad-0`,
  ]);
});

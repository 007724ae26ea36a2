import { CONTEXTUAL_TEST_KEY } from "fledgling";
import { expect, it } from "vitest";
import { aDeviceScenario, anAuction } from "../support/a-device-scenario.ts";
import { runInline } from "../support/a-waterfall.ts";
import { someContextualAds } from "../support/contextual-signing.ts";

const renderUri = "https://news.example/ad";

/** A run on Android with contextual ads on, in which a buyer's signed ad is the highest bid. */
function runWith(contextualKeys: Readonly<Record<string, { publicKey: string }[]>>) {
  const ads = someContextualAds({
    buyer: "news.example",
    decisionLogicUri: "https://news.example/win.js",
    adsWithBid: [{ ad: { renderUri, metadata: { size: 1 } }, bid: 99 }],
  });
  const selectAds = { ...anAuction, perBuyerSignedContextualAds: { "news.example": ads } };
  const scenario = aDeviceScenario([{ selectAds }]);
  const profile = { base: "android", set: { contextualAdsEnabled: true } } as const;
  return runInline({
    ...scenario,
    profile,
    device: { ...scenario.device, conditions: { contextualKeys } },
  });
}

function winnerOf({ events }: Awaited<ReturnType<typeof runWith>>): string | undefined {
  const finished = events.find((event) => event.type === "ad-selection.finished");
  return finished?.renderUri;
}

it("lets a scenario register a buyer's key and sign its contextual ads (spec: on-device 2.9, 6.5)", async () => {
  const { publicKey } = CONTEXTUAL_TEST_KEY;

  const run = await runWith({ "news.example": [{ publicKey }] });

  expect(winnerOf(run)).toBe(renderUri);
});

it("tells a scenario's ledger why a signature does not do (spec: on-device 2.9)", async () => {
  const run = await runWith({});

  const lines = run.ledger.filter(({ subject }) => subject === `ad ${renderUri}`);
  expect(winnerOf(run)).toBeDefined();
  expect(winnerOf(run)).not.toBe(renderUri);
  expect(lines.map(({ rule, detail }) => [rule, detail])).toEqual([
    ["contextual-signature-invalid", "no key of news.example is registered"],
  ]);
});

import type { CustomAudienceOverrideInput } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  ledgerOf,
  urlsOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";

const biddingUrl = "https://buyer.example/bidding.js";
const trustedUrl = "https://buyer.example/trusted";
const shoes = { buyer: "buyer.example", name: "shoes" };
const config = anAdSelectionConfig();

/** A buyer's script that says which it is and what trusted signals it was given. */
const telling = (name: string) =>
  `function generateBid(ad, auction, buyer, trusted, contextual) {
  console.log(${JSON.stringify(name)} + JSON.stringify([trusted, contextual]));
  return { status: 0, ad, bid: 1 };
}
function reportWin() {
  return { status: 0, results: { reporting_uri: "https://buyer.example/${name}-won" } };
}`;

/** What bidding scripts print in the next auction. */
async function bidding({ adServices, events }: DeviceFixture): Promise<readonly string[]> {
  const told = events.length;
  await adServices.selectAds(config);
  const heard = events.slice(told);
  return heard.flatMap((event) => (event.type === "console.printed" ? [event.text] : []));
}

async function createSession(override: Partial<CustomAudienceOverrideInput> = {}) {
  const device = createDevice({
    routes: {
      [biddingUrl]: telling("served"),
      [trustedUrl]: { body: '{"a":1,"b":2}', headers: { "data-version": "3" } },
    },
  });
  await join(
    device,
    aCustomAudience({
      ...shoes,
      ads: [anAd(1)],
      trustedBiddingData: { trustedBiddingUri: trustedUrl, trustedBiddingKeys: ["a"] },
    }),
  );
  await device.adServices.overrides.overrideCustomAudience({
    ...shoes,
    biddingLogicJs: telling("overridden"),
    ...override,
  });
  return device;
}

it("bids with the override's script, which is not fetched (spec: on-device 8)", async () => {
  const device = await createSession();

  const printed = await bidding(device);

  const finished = device.events.find((event) => event.type === "logic.finished");
  expect(printed).toEqual(['overridden[{"a":1},{"dataVersion":3}]']);
  expect(finished).toMatchObject({ script: `${biddingUrl} (overridden)` });
  expect(urlsOf(device)).not.toContain(biddingUrl);
});

it("says in the ledger that the script is an override (spec: on-device 8)", async () => {
  const device = await createSession({
    biddingLogicJs: "function generateBid() { throw new Error('oh'); }",
  });

  await device.adServices.selectAds(config).catch(() => undefined);

  expect(ledgerOf(device)[0]).toMatch(
    /^custom audience buyer\.example\/shoes \| bidding-logic-failed \| .*bidding\.js \(overridden\):1/,
  );
});

it("hands over trusted signals whole, fetches none, and knows no data version (spec: on-device 7, 8)", async () => {
  const device = await createSession({ trustedBiddingSignals: "{z: 26}" });

  const printed = await bidding(device);

  expect(printed).toEqual(['overridden[{"z":26},{}]']);
  expect(urlsOf(device)).toEqual(["https://seller.example/decision.js"]);
});

it("leaves an overridden audience out of the batched fetch, and others in (spec: on-device 8)", async () => {
  const device = await createSession({ trustedBiddingSignals: {} });
  await join(
    device,
    aCustomAudience({
      name: "hats",
      trustedBiddingData: { trustedBiddingUri: trustedUrl, trustedBiddingKeys: ["b"] },
    }),
  );

  await device.adServices.selectAds(config);

  expect(urlsOf(device).filter((url) => url.startsWith(trustedUrl))).toEqual([
    `${trustedUrl}?keys=b`,
  ]);
});

it("drops the audience where the override's signals are no JSON (spec: on-device 2.4)", async () => {
  const device = await createSession({ trustedBiddingSignals: "oops" });

  await device.adServices.selectAds(config).catch(() => undefined);

  expect(ledgerOf(device)[0]).toMatch(
    /^custom audience buyer\.example\/shoes \| trusted-signals-failed \| the override's trusted signals are no JSON object: /,
  );
});

it("reports with the script that bid, under its name (spec: on-device 2.7, 8)", async () => {
  const device = await createSession();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.settled();

  const reported = device.events.findLast((event) => event.type === "logic.finished");
  expect(urlsOf(device)).toContain("https://buyer.example/overridden-won");
  expect(reported).toMatchObject({
    function: "reportWin",
    script: `${biddingUrl} (overridden)`,
  });
});

it("runs the version that the override names (spec: on-device 1.3)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience({ ads: [anAd(1), anAd(2)] }));
  await device.adServices.overrides.overrideCustomAudience({
    ...shoes,
    biddingLogicJs:
      "function generateBid({ name, ads }) { console.log(name); return { ad: ads[1], bid: 4, render: ads[1].render_uri }; }",
    biddingLogicJsVersion: 3,
  });

  const printed = await bidding(device);

  expect(printed).toEqual(["shoes"]);
});

it("drops the audience where the profile asks for less than the override's version (spec: on-device 1.3)", async () => {
  const device = createDevice({
    profile: { base: "android-all-on", set: { biddingLogicJsVersion: 2 } },
  });
  await join(device, aCustomAudience());
  await device.adServices.overrides.overrideCustomAudience({
    ...shoes,
    biddingLogicJs: telling("overridden"),
    biddingLogicJsVersion: 3,
  });

  await device.adServices.selectAds(config).catch(() => undefined);

  expect(ledgerOf(device)[0]).toMatch(
    /^custom audience buyer\.example\/shoes \| bidding-logic-too-new \| Requested js version is 2 while the returned version is 3/,
  );
});

it.each([
  ["buyer", { buyer: "other.example" }],
  ["name", { name: "hats" }],
])("is for one audience: not for one with another %s (spec: on-device 8)", async (_part, other) => {
  const device = await createSession(other);

  const printed = await bidding(device);

  expect(printed).toEqual(['served[{"a":1},{"dataVersion":3}]']);
});

it("ignores an override for another app's audience, and says so in the trace only (spec: on-device 8)", async () => {
  const device = await createSession({ owner: "com.example.other" });

  const printed = await bidding(device);

  const ignored = device.events.find((event) => event.type === "override.ignored");
  expect(printed).toEqual(['served[{"a":1},{"dataVersion":3}]']);
  expect(ignored).toMatchObject({
    detail:
      "buyer.example/shoes belongs to com.example.other, and com.example.game may override its own only",
  });
});

it("is felt in the owner's auctions only, though the audience bids in everybody's (spec: on-device 2.3, 8)", async () => {
  const device = await createSession();
  const other = { ...device, adServices: device.adServices.forApp("com.example.other") };

  const [own, foreign] = [await bidding(device), await bidding(other)];

  expect([own, foreign]).toEqual([
    ['overridden[{"a":1},{"dataVersion":3}]'],
    ['served[{"a":1},{"dataVersion":3}]'],
  ]);
});

it("is there before the audience is joined (spec: on-device 8)", async () => {
  const device = createDevice();
  await device.adServices.overrides.overrideCustomAudience({
    ...shoes,
    biddingLogicJs: telling("overridden"),
  });
  await join(device, aCustomAudience(shoes));

  const printed = await bidding(device);

  expect(printed).toEqual(["overridden[{},{}]"]);
});

it("is replaced by the next, removed by its key, and gone with a reset (spec: on-device 8)", async () => {
  const device = await createSession({ biddingLogicJs: "oops" });
  const { overrides } = device.adServices;
  const put = (name: string) =>
    overrides.overrideCustomAudience({ ...shoes, biddingLogicJs: telling(name) });

  await put("second");
  const replaced = await bidding(device);
  await overrides.removeCustomAudienceOverride({ ...shoes, owner: "com.example.other" });
  const foreign = await bidding(device);
  await overrides.removeCustomAudienceOverride({ ...shoes, owner: "com.example.game" });
  const removed = await bidding(device);
  await put("third");
  await overrides.resetCustomAudienceOverrides();
  const reset = await bidding(device);

  const signals = '[{"a":1},{"dataVersion":3}]';
  expect([replaced, foreign, removed, reset]).toEqual([
    [`second${signals}`],
    [`second${signals}`],
    [`served${signals}`],
    [`served${signals}`],
  ]);
});

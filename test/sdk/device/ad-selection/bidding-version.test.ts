import { expect, it } from "vitest";
import type { ProfileChoice } from "../../../../sdk/device/profile.ts";
import { prepareScenario, runScenario } from "../../../../simulator/index.ts";
import {
  aCustomAudience,
  anAd,
  anAdSelectionConfig,
  biddingScript,
  decisionScript,
} from "../../../support/builders.ts";
import { createDevice, join, ledgerOf } from "../../../support/device-fixture.ts";

const script = "https://buyer.example/bidding.js";
const header = "x_fledge_buyer_bidding_logic_version";

/** Knows its version by what it is handed first: an ad, or the whole audience. Bids 2 or 3 accordingly. */
const eitherVersion = `
function generateBid(subject) {
  const isVersion3 = "ads" in subject;
  const ad = isVersion3 ? subject.ads[0] : subject;
  return { status: 0, ad, bid: isVersion3 ? 3 : 2, render: ad.render_uri };
}`;

async function negotiate(setting: number, headers: Readonly<Record<string, string>>) {
  const profile: ProfileChoice = { base: "android", set: { biddingLogicJsVersion: setting } };
  const device = createDevice({ profile, routes: { [script]: { body: eitherVersion, headers } } });
  await join(device, aCustomAudience());
  await device.adServices.selectAds(anAdSelectionConfig()).catch(() => undefined);
  const [asked] = device.http.requests.filter(({ url }) => url === script);
  const bids = device.events.flatMap((event) => (event.type === "bid.received" ? [event.bid] : []));
  return { headers: asked?.headers ?? {}, bids, ledger: ledgerOf(device) };
}

it("asks for no version by default, and does not read one (spec: on-device 1.3)", async () => {
  const device = createDevice({
    profile: "android",
    routes: { [script]: { body: eitherVersion, headers: { [header]: "3" } } },
  });
  await join(device, aCustomAudience());

  await device.adServices.selectAds(anAdSelectionConfig());

  const [asked] = device.http.requests.filter(({ url }) => url === script);
  expect(asked?.headers ?? {}).toEqual({});
  expect(device.events).toContainEqual(expect.objectContaining({ type: "bid.received", bid: 2 }));
});

it.each([1, 2])(
  "below version 3 sends no header and reads none: %s (spec: on-device 1.3)",
  async (setting) => {
    const { headers, bids } = await negotiate(setting, { [header]: "9" });

    expect(headers).toEqual({});
    expect(bids).toEqual([2]);
  },
);

it.each([3, 4])("asks for version %s from version 3 on (spec: on-device 1.3)", async (setting) => {
  const { headers } = await negotiate(setting, {});

  expect(headers).toEqual({ X_FLEDGE_BUYER_BIDDING_LOGIC_VERSION: String(setting) });
});

it.each([
  ["3", 3],
  ["+3", 3],
  ["2", 2],
  ["1", 2],
  ["0", 2],
  ["", 2],
  ["three", 2],
  ["3.0", 2],
  ["-3", 2],
  ["3, 3", 2],
  ["2147483648", 2],
  ["99999999999999999999", 2],
])("takes the answer %j as version %s (spec: on-device 1.2, 1.3)", async (answer, bid) => {
  const { bids } = await negotiate(3, { [header]: answer });

  expect(bids).toEqual([bid]);
});

it("takes no answer as version 2 (spec: on-device 1.2, 1.3)", async () => {
  const { bids } = await negotiate(3, {});

  expect(bids).toEqual([2]);
});

it("takes version 4 as version 2, even where it asked for it (spec: on-device 1.3)", async () => {
  const { bids } = await negotiate(4, { [header]: "4" });

  expect(bids).toEqual([2]);
});

it("drops the audience whose script is of a later version than asked for (spec: on-device 1.3)", async () => {
  const { bids, ledger } = await negotiate(3, { [header]: "4" });

  expect(bids).toEqual([]);
  expect(ledger[0]).toBe(
    `custom audience buyer.example/shoes | bidding-logic-too-new | Requested js version is 3 while the returned version is 4 (X_FLEDGE_BUYER_BIDDING_LOGIC_VERSION of ${script})`,
  );
});

it("negotiates for generateBid alone: scripts of sellers are asked for without a version (spec: on-device 1.3)", async () => {
  const device = createDevice({ routes: { [script]: biddingScript } });
  const select = "https://seller.example/select.js";
  device.http.serve(select, "function selectOutcome() { return { status: 0, result: null }; }");
  await join(device, aCustomAudience({ ads: [anAd(1)] }));
  const config = anAdSelectionConfig();
  const outcome = await device.adServices.selectAds(config);
  const adSelectionId = outcome?.adSelectionId ?? "";

  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.selectAdsFromOutcomes({
    seller: "seller.example",
    adSelectionIds: [adSelectionId],
    selectionLogicUri: select,
  });

  const asking = device.http.requests.filter(
    ({ headers = {} }) => "X_FLEDGE_BUYER_BIDDING_LOGIC_VERSION" in headers,
  );
  expect(asking.map(({ url }) => url)).toEqual([script]);
});

it("reads the header however it is spelled, as a scenario may have it sent (spec: on-device 1.3)", async () => {
  const decisionLogic = { inline: decisionScript };
  const customAudience = { buyer: "buyer.example", name: "shoes", ads: [anAd(1)] };
  const adSelection = { seller: "seller.example", customAudienceBuyers: ["buyer.example"] };
  const loaded = await prepareScenario({
    version: 1,
    app: { appId: "com.example.game", mediation: { firstParty: { adSelection } } },
    slots: { home: { format: "banner" } },
    device: { customAudiences: [customAudience] },
    sellers: { "seller.example": { decisionLogic } },
    buyers: { "buyer.example": { biddingLogic: { inline: eitherVersion } } },
    network: {
      routes: [
        {
          url: "https://buyer.example/bidding-logic.js",
          headers: { X_Fledge_Buyer_Bidding_Logic_Version: "3" },
        },
      ],
    },
    adServer: { slots: { home: { kind: "chain", nodes: [] } } },
    steps: [{ request: "home" }],
  });

  const { events } = await runScenario(loaded);

  expect(events.find(({ type }) => type === "bid.received")).toMatchObject({ bid: 3 });
});

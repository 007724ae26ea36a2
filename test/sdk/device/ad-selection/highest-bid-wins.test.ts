import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const reportingUrl = "https://seller.example/report";
const name = "ad-selection-prebuilt://ad-selection/highest-bid-wins";
const highestBidWins = `${name}/?reportingUrl=${reportingUrl}`;
const prefix = "Encountered failure during Ad Selection: ";

const config = anAdSelectionConfig({
  decisionLogicUri: highestBidWins,
  customAudienceBuyers: ["buyer.example", "other.example"],
});

/** Bids of 2 and 3.5, in that order. */
async function createAuction(prebuiltUrisEnabled = true) {
  const profile = { base: "android-all-on", set: { prebuiltUrisEnabled } } as const;
  const device = createDevice({ profile, withBodies: true });
  const other = { buyer: "other.example", ads: [anAd(3.5, "https://other.example/ad")] };
  await join(device, aCustomAudience({ ads: [anAd(2)] }), aCustomAudience(other));
  return device;
}

it("scores every ad with its bid, so the highest bid wins (spec: on-device 3.5)", async () => {
  const device = await createAuction();

  const { renderUri } = await anOutcome(device.adServices.selectAds(config));

  const scores = device.events.flatMap((event) => (event.type === "ad.scored" ? event.score : []));
  expect(scores).toEqual([2, 3.5]);
  expect(renderUri).toBe("https://other.example/ad");
});

it("reports the winner's address and bid, with a second question mark, and gives the buyer its fixed signals (spec: on-device 3.5)", async () => {
  const device = await createAuction();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.settled();

  const reported = device.events.flatMap((event) =>
    event.type === "logic.finished" && event.function === "reportResult" ? [event.result] : [],
  );
  const reporting_uri = `${reportingUrl}?render_uri=https://other.example/ad?bid=3.5`;
  const results = { signals_for_buyer: '{"signals_for_buyer" : 1}', reporting_uri };
  expect(reported).toEqual([[{ status: 0, results }]]);
  expect(urlsOf(device)).toContain(reporting_uri);
});

it("is never fetched, and its address need not be the seller's (spec: on-device 2.2, 3.5)", async () => {
  const device = await createAuction();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  await device.adServices.reportImpression({ adSelectionId, config });

  const ofSeller = urlsOf(device).filter((url) => !/(buyer|other)\.example/.test(url));

  expect(ofSeller).toEqual([]);
});

it.each(["selectAds", "reportImpression"] as const)(
  "is refused by %s where prebuilts are off (spec: on-device 2.2, 3.5)",
  async (api) => {
    const device = await createAuction(false);
    const { adSelectionId } = await anOutcome(device.adServices.selectAds(anAdSelectionConfig()));
    const requestCount = device.http.requests.length;

    const error = await errorOf(() =>
      api === "selectAds"
        ? device.adServices.selectAds(config)
        : device.adServices.reportImpression({ adSelectionId, config }),
    );

    expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
    expect(lastFailureOf(device)).toMatchObject({
      status: 2,
      serviceMessage: `${api === "selectAds" ? prefix : ""}Prebuilt Uri feature is disabled!`,
    });
    expect(device.http.requests).toHaveLength(requestCount);
  },
);

// spec: on-device 2.5, 3.5
it.each([
  [
    "an unknown name",
    `${name.replace("wins", "loses")}/?reportingUrl=x`,
    "Unknown prebuilt identifier",
  ],
  ["an unknown use case", highestBidWins.replace("//ad-", "//add-"), "Unknown prebuilt identifier"],
  ["no slash at the end", `${name}?reportingUrl=x`, "Unknown prebuilt identifier"],
  ["no parameter", `${name}/`, "Missing prebuilt URI query params: 'reportingUrl'!"],
  ["a parameter too many", `${highestBidWins}&x=1`, "Unrecognized prebuilt URI query params: 'x'!"],
])("masks %s as a script that could not be fetched", async (_case, decisionLogicUri, detail) => {
  const device = await createAuction();

  const error = await errorOf(() => device.adServices.selectAds({ ...config, decisionLogicUri }));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: `${prefix}Error fetching scoring decision logic`,
  });
  expect(ledgerOf(device).at(-1)).toContain(`| scoring-failed | ${detail}`);
});

it("masks a mistake in the address while reporting, too (spec: on-device 3.5, 4.1)", async () => {
  const device = await createAuction();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  const wrong = { ...config, decisionLogicUri: `${name}/` };

  await errorOf(() => device.adServices.reportImpression({ adSelectionId, config: wrong }));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: "Error fetching outcome selection decision logic",
  });
});

it("takes its parameter as data, never as code (decision 0012)", async () => {
  const device = await createAuction();
  const hostile = "`};throw 1;//";
  const decisionLogicUri = `${name}/?reportingUrl=${encodeURIComponent(hostile)}`;

  const outcome = await device.adServices.selectAds({ ...config, decisionLogicUri });

  expect(outcome).not.toBeNull();
});

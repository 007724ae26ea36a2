import type { Signals } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const useCase = "ad-selection-prebuilt://ad-selection-from-outcomes";
const truncation = `${useCase}/waterfall-mediation-truncation/?bidFloor=bid_floor`;
const known = `ad-selection-prebuilt://ad-selection/highest-bid-wins/, ${useCase}/waterfall-mediation-truncation/`;
const prefix = "Encountered failure during Ad Selection: ";

/** An outcome with bid 2, and a call that holds it against a price. */
async function createTruncation() {
  const device = createDevice();
  await join(device, aCustomAudience({ ads: [anAd(2)] }));
  const outcome = await anOutcome(device.adServices.selectAds(anAdSelectionConfig()));
  const requestCount = device.http.requests.length;
  const truncate = (selectionSignals: Signals, selectionLogicUri = truncation) =>
    device.adServices.selectAdsFromOutcomes({
      seller: "seller.example",
      adSelectionIds: [outcome.adSelectionId],
      selectionSignals,
      selectionLogicUri,
    });
  return { device, outcome, requestCount, truncate };
}

// spec: on-device 3.5
it.each([
  ["an equal floor, since the boundary is inclusive", { bid_floor: 2 }, true],
  ["a lower floor", { bid_floor: 1.99 }, true],
  ["a higher floor", { bid_floor: 2.01 }, false],
  ["an equal floor as text", { bid_floor: "2" }, true],
  ["an equal floor in lax text", "{bid_floor:2.0}", true],
  ["a higher floor as text", { bid_floor: "10" }, false],
  ["a floor under another name", { bidFloor: 1 }, false],
  ["no signals", {}, false],
  ["a floor that came out as undefined", "{bid_floor: undefined}", false],
  ["a floor that came out as NaN", "{bid_floor: NaN}", false],
])("holds a bid of 2 against %s", async (_case, signals, isPlaced) => {
  const { device, outcome, requestCount, truncate } = await createTruncation();

  const selected = await truncate(signals);

  expect(selected).toEqual(isPlaced ? outcome : null);
  expect(device.http.requests).toHaveLength(requestCount);
});

it("looks its parameter up by the name that the address gives, as data and never as code (spec: on-device 3.5)", async () => {
  const { outcome, truncate } = await createTruncation();
  const name = 'x"] || true) //';

  const address = `${useCase}/waterfall-mediation-truncation/?bidFloor=${encodeURIComponent(name)}`;

  expect(await truncate({ [name]: 2 }, address)).toEqual(outcome);
  expect(await truncate({ [name]: 3 }, address)).toBeNull();
});

// spec: on-device 3.4, 3.5: none of these mistakes can be told from the others by an app
it.each([
  [
    "an unknown name",
    `${useCase}/highest-bid-wins/?x=1`,
    `Unknown prebuilt identifier: '${useCase}/highest-bid-wins/'! (there are: ${known})`,
  ],
  [
    "an unknown use case",
    "ad-selection-prebuilt://elsewhere/waterfall-mediation-truncation/?bidFloor=x",
    `Unknown prebuilt identifier: 'ad-selection-prebuilt://elsewhere/waterfall-mediation-truncation/'! (there are: ${known})`,
  ],
  [
    "no slash at the end",
    truncation.replace("/?", "?"),
    `Unknown prebuilt identifier: '${useCase}/waterfall-mediation-truncation'! (there are: ${known})`,
  ],
  [
    "nothing but the scheme",
    "ad-selection-prebuilt:",
    `Unknown prebuilt identifier: 'ad-selection-prebuilt:'! (there are: ${known})`,
  ],
  [
    "no parameter",
    truncation.replace(/\?.*/, ""),
    `Missing prebuilt URI query params: 'bidFloor'! (${truncation.replace(/\?.*/, "")})`,
  ],
  [
    "a misspelt parameter",
    truncation.replace("bidFloor", "bidfloor"),
    `Missing prebuilt URI query params: 'bidFloor'! (${truncation.replace("bidFloor", "bidfloor")})`,
  ],
  [
    "one parameter too many",
    `${truncation}&x=1`,
    `Unrecognized prebuilt URI query params: 'x'! (${truncation}&x=1)`,
  ],
])("masks %s", async (_case, address, detail) => {
  const { device, outcome, requestCount, truncate } = await createTruncation();

  const error = await errorOf(() => truncate({ bid_floor: 1 }, address));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: `${prefix}Outcome selection Js execution returned either a failed status or more than one ad`,
  });
  expect(ledgerOf(device)).toEqual([
    `outcome ${outcome.adSelectionId} | selection-failed | bid 2; ${detail}`,
    `ad selection call-3 | selection-failed | ${detail}`,
  ]);
  expect(device.http.requests).toHaveLength(requestCount);
});

it("notices an unknown id before an unknown prebuilt (spec: on-device 3.5)", async () => {
  const { device } = await createTruncation();

  await errorOf(() =>
    device.adServices.selectAdsFromOutcomes({
      seller: "seller.example",
      adSelectionIds: ["1"],
      selectionLogicUri: `${useCase}/unknown/`,
    }),
  );

  expect(lastFailureOf(device)).toMatchObject({ status: 2 });
});

it("is refused where prebuilts are off (spec: on-device 3.2)", async () => {
  const device = createDevice({ profile: "android" });

  await errorOf(() =>
    device.adServices.selectAdsFromOutcomes({
      seller: "seller.example",
      adSelectionIds: ["1"],
      selectionLogicUri: truncation,
    }),
  );

  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: `${prefix}Prebuilt Uri feature is disabled!`,
  });
});

it("fails an auction whose decision logic names an unknown prebuilt as one whose script is not there (spec: on-device 2.5)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());

  await errorOf(() =>
    device.adServices.selectAds(
      anAdSelectionConfig({ decisionLogicUri: "ad-selection-prebuilt://ad-selection/none/" }),
    ),
  );

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: `${prefix}Error fetching scoring decision logic`,
  });
});

import type { PreloadedOutcome } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const sellerUri = "https://seller.example/stored";
const buyerUri = "https://buyer.example/stored";

/** An outcome of an auction that a server ran, and a way to report it that waits for the pings. */
async function createServerOutcome(
  reportingUris: PreloadedOutcome["reportingUris"],
  set: { readonly serverAuctionImpressionsEnabled?: boolean } = {},
) {
  const device = createDevice({ profile: { base: "android-all-on", set } });
  const { adServices } = device;
  const adSelectionId = await adServices.controls.storeOutcome({
    adSelectionId: "42",
    renderUri: "https://buyer.example/ad",
    bid: 2,
    buyer: "buyer.example",
    reportingUris,
  });
  const report = async (config?: ReturnType<typeof anAdSelectionConfig>): Promise<void> => {
    await adServices.reportImpression({ adSelectionId, ...(config && { config }) });
    await adServices.settled();
  };
  return { device, report };
}

it("pings what is stored with the outcome of a server's auction, and runs no script (spec: on-device 4.1)", async () => {
  const { device, report } = await createServerOutcome({ seller: sellerUri, buyer: buyerUri });

  await report();

  expect(urlsOf(device)).toEqual([sellerUri, buyerUri]);
});

it("does so with a config too, whose scripts stay where they are (spec: on-device 4.1)", async () => {
  const { device, report } = await createServerOutcome({ seller: sellerUri, buyer: buyerUri });

  await report(anAdSelectionConfig());

  expect(urlsOf(device)).toEqual([sellerUri, buyerUri]);
});

it("pings the party that has an address (spec: on-device 4.1)", async () => {
  const { device, report } = await createServerOutcome({ buyer: buyerUri });

  await report();

  expect(urlsOf(device)).toEqual([buyerUri]);
});

it("leaves out stored addresses that are off the party's domain (spec: on-device 4.1)", async () => {
  const { device, report } = await createServerOutcome({
    seller: "http://seller.example/stored",
    buyer: "https://other.example/stored",
  });

  await report();

  expect(urlsOf(device)).toEqual([]);
  const withheld = device.events.filter(({ type }) => type === "report.withheld");
  expect(withheld).toMatchObject([
    { destination: "seller", detail: '"http://seller.example/stored" is not https' },
    {
      destination: "buyer",
      detail: '"https://other.example/stored" is not https on buyer.example or a subdomain',
    },
  ]);
});

it("checks the seller's stored address against the config, if there is one (spec: on-device 4.1)", async () => {
  const { device, report } = await createServerOutcome({ seller: "https://ssp.example/stored" });

  await report(anAdSelectionConfig());
  await report();

  expect(urlsOf(device)).toEqual(["https://ssp.example/stored"]);
});

it("validates a config that is not empty (spec: on-device 4.1)", async () => {
  const { device, report } = await createServerOutcome({ seller: sellerUri });

  const error = await errorOf(() => report(anAdSelectionConfig({ seller: "" })));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device)).toMatchObject({ api: "reportImpression", status: 2 });
});

it("has no script to run for an auction of the device when the config is empty (spec: on-device 4.1)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());
  const { adServices } = device;
  const { adSelectionId } = await anOutcome(adServices.selectAds(anAdSelectionConfig()));

  await errorOf(() => adServices.reportImpression({ adSelectionId }));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: "Error fetching outcome selection decision logic",
  });
  expect(ledgerOf(device)).toEqual([
    "reportImpression call-3 | report-script-failed | no config was given (AdSelectionConfig.EMPTY), which is enough only where a server ran the auction: pass the config of this one; neither seller nor buyer is told",
  ]);
});

it("has no buyer's script to fetch for an outcome that was stored without its address (spec: on-device 4.1)", async () => {
  const device = createDevice();
  const { adServices } = device;
  const stored = { renderUri: "https://buyer.example/ad", bid: 2, buyer: "buyer.example" };
  const adSelectionId = await adServices.controls.storeOutcome({ ...stored, adSelectionId: "7" });
  const config = anAdSelectionConfig();

  await errorOf(() => adServices.reportImpression({ adSelectionId, config }));

  expect(ledgerOf(device)).toEqual([
    "reportImpression call-2 | report-script-failed | ad selection 7 was stored without the address of its buyer's script: store it with biddingLogicUri; neither seller nor buyer is told",
  ]);
});

it("does not know the ids of server auctions where the profile says so (spec: on-device 5)", async () => {
  const { device, report } = await createServerOutcome(
    { seller: sellerUri },
    { serverAuctionImpressionsEnabled: false },
  );

  await errorOf(report);

  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: "Caller package name does not match name used in ad selection",
  });
});

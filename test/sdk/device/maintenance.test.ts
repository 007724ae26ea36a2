import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../support/builders.ts";
import { anOutcome, createDevice, join, lastFailureOf } from "../../support/device-fixture.ts";
import { errorOf } from "../../support/error-of.ts";

const day = 86_400_000;
const config = anAdSelectionConfig();
const biddingUri = "https://buyer.example/bidding.js";

const beaconBuyer = `
function generateBid(ad) { return { status: 0, ad, bid: ad.metadata.bid }; }
function reportWin() {
  registerAdBeacon({ click: "https://buyer.example/click" });
  return { status: 0, results: { reporting_uri: "https://buyer.example/win" } };
}`;

/** An ad selection that has been reported, so that everything there can be is stored with it. */
async function createReportedWin() {
  const device = createDevice({ routes: { [biddingUri]: beaconBuyer } });
  const { adServices, clock } = device;
  await join(device, aCustomAudience());
  const { adSelectionId } = await anOutcome(adServices.selectAds(config));
  await adServices.reportImpression({ adSelectionId, config });
  await adServices.settled();
  /** Runs the job at an age in milliseconds, and gives what it deleted. */
  const maintainAt = async (ageMs: number) => {
    await clock.sleep(ageMs - clock.elapsedMs());
    await adServices.controls.runBackgroundJob("maintenance");
    const cleared = device.events.findLast(({ type }) => type === "storage.cleared");
    return cleared?.type === "storage.cleared" ? cleared : undefined;
  };
  const click = () =>
    adServices.reportEvent({ adSelectionId, key: "click", data: "", destinations: ["buyer"] });
  return { device, adSelectionId, maintainAt, click };
}

it("deletes ad selections older than 24 hours, and their scripts and beacons (spec: on-device 2.7)", async () => {
  const { device, adSelectionId, maintainAt } = await createReportedWin();

  const cleared = await maintainAt(day + 1);

  expect(cleared).toEqual({
    type: "storage.cleared",
    atMs: day + 1,
    callId: "call-4",
    adSelections: [adSelectionId],
    scripts: [biddingUri],
    beacons: [{ adSelectionId, destination: "buyer", key: "click" }],
  });
  expect(device.events.at(-1)).toMatchObject({
    type: "background-job.finished",
    job: "maintenance",
  });
});

it("leaves what is 24 hours old, and all that belongs to it (spec: on-device 2.7)", async () => {
  const { device, maintainAt, click } = await createReportedWin();

  const cleared = await maintainAt(day);
  await click();
  await device.adServices.settled();

  expect(cleared).toMatchObject({ adSelections: [], scripts: [], beacons: [] });
  expect(device.http.requests.at(-1)?.url).toBe("https://buyer.example/click");
});

it("deletes at the age that the profile says (spec: on-device 5)", async () => {
  const device = createDevice({
    profile: { base: "android-all-on", set: { adSelectionLifetimeMs: 1_000 } },
  });
  await join(device, aCustomAudience());
  await device.adServices.selectAds(config);
  await device.clock.sleep(1_001);

  await device.adServices.controls.runBackgroundJob("maintenance");

  expect(device.events.at(-2)).toMatchObject({
    type: "storage.cleared",
    adSelections: [expect.any(String)],
  });
});

it("lets an old id live on where the job does not run: up to 48 hours on Android, here for ever (spec: on-device 2.7)", async () => {
  const { device, adSelectionId, click } = await createReportedWin();
  await device.clock.sleep(2 * day - 1);
  const requestCount = device.http.requests.length;

  await device.adServices.reportImpression({ adSelectionId, config });
  await click();
  await device.adServices.settled();

  expect(device.http.requests.slice(requestCount).map(({ url }) => url)).toEqual([
    "https://seller.example/decision.js",
    "https://seller.example/result",
    "https://buyer.example/win",
    "https://buyer.example/click",
  ]);
});

it("has a deleted id be unknown to every call (spec: on-device 2.7, 3.2, 4.1, 4.2)", async () => {
  const { device, adSelectionId, maintainAt, click } = await createReportedWin();
  const { adServices } = device;
  await maintainAt(day + 1);
  const words: string[] = [];
  for (const call of [
    () => adServices.reportImpression({ adSelectionId, config }),
    click,
    () =>
      adServices.selectAdsFromOutcomes({
        seller: "seller.example",
        adSelectionIds: [adSelectionId],
        selectionLogicUri: "https://seller.example/select.js",
      }),
  ]) {
    await errorOf(call);
    words.push(lastFailureOf(device).serviceMessage);
  }

  expect(words).toEqual([
    "Caller package name does not match name used in ad selection",
    "Could not find a match in the database for this adSelectionId and callerPackageName!",
    `Encountered failure during Ad Selection: Ad selection ids: [${adSelectionId}] don't exists or owned by the calling package`,
  ]);
});

it("keeps a script that a younger ad selection still names (spec: on-device 2.7)", async () => {
  const { device, adSelectionId, maintainAt } = await createReportedWin();
  await device.clock.sleep(1);
  const { adServices } = device;
  const younger = await anOutcome(adServices.selectAds(config));

  const cleared = await maintainAt(day + 1);
  await adServices.reportImpression({ adSelectionId: younger.adSelectionId, config });

  expect(cleared).toMatchObject({ adSelections: [adSelectionId], scripts: [] });
  const fetched = device.http.requests.filter(({ url }) => url === biddingUri);
  expect(fetched).toHaveLength(2);
});

it("makes room for beacons of others (spec: on-device 1.5, 2.7)", async () => {
  const device = createDevice({
    profile: { base: "android-all-on", set: { maxBeacons: 1 } },
    routes: { [biddingUri]: beaconBuyer },
  });
  const { adServices, clock } = device;
  await join(device, aCustomAudience());
  const reportAnother = async () => {
    const { adSelectionId } = await anOutcome(adServices.selectAds(config));
    await adServices.reportImpression({ adSelectionId, config });
  };
  await reportAnother();
  await reportAnother();
  await clock.sleep(day + 1);
  await adServices.controls.runBackgroundJob("maintenance");
  await reportAnother();

  const told = device.events.flatMap(({ type }) => (type.startsWith("beacon.") ? [type] : []));
  expect(told).toEqual(["beacon.registered", "beacon.dropped", "beacon.registered"]);
});

it("refuses to run a job that there is not, and names those there are", async () => {
  const { adServices } = createDevice();

  const error = await errorOf(() =>
    adServices.controls.runBackgroundJob("cleanup" as "maintenance"),
  );

  expect(error.code).toBe("ERR_CONFIG_INVALID");
  expect(error.message).toContain('"maintenance"');
});

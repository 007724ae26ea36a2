import { PROFILES } from "fledgling";
import { expect, it } from "vitest";
import { createBeaconStore } from "../../../../sdk/device/reporting/beacon-store.ts";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  ledgerOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const seller = "https://seller.example/decision.js";
const buyer = "https://buyer.example/bidding.js";

interface Reporting {
  /** What the seller's script does before it returns. */
  readonly seller?: string;
  readonly buyer?: string;
  readonly profile?: "android";
}

/** A won auction whose reporting scripts do as told. */
async function createWin({ seller: ofSeller = "", buyer: ofBuyer = "", profile }: Reporting) {
  const device = createDevice({
    ...(profile !== undefined && { profile }),
    routes: {
      [seller]: `function scoreAd() { return { status: 0, score: 1 }; }
function reportResult() { ${ofSeller}; return { status: 0, results: { signals_for_buyer: "{}", reporting_uri: "https://seller.example/r" } }; }`,
      [buyer]: `function generateBid(ad) { return { status: 0, ad, bid: 1 }; }
function reportWin() { ${ofBuyer}; return { status: 0, results: { reporting_uri: "https://buyer.example/r" } }; }`,
    },
  });
  await join(device, aCustomAudience());
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  const report = () => device.adServices.reportImpression({ adSelectionId, config });
  return { device, report };
}

/** `seller click https://…` for what was kept, `seller click: why` for what was not. */
function beaconsOf({ events }: DeviceFixture): readonly string[] {
  return events.flatMap((event) => {
    if (event.type === "beacon.registered")
      return [`${event.destination} ${event.key} ${event.uri}`];
    return event.type === "beacon.dropped"
      ? [`${event.destination} ${event.key}: ${event.detail}`]
      : [];
  });
}

it("keeps what both parties register (spec: on-device 1.5)", async () => {
  const { device, report } = await createWin({
    seller:
      "registerAdBeacon({ click: 'https://seller.example/c', view: 'https://cdn.seller.example/v' })",
    buyer: "registerAdBeacon({ click: 'https://buyer.example/c' })",
  });

  await report();

  expect(beaconsOf(device)).toEqual([
    "seller click https://seller.example/c",
    "seller view https://cdn.seller.example/v",
    "buyer click https://buyer.example/c",
  ]);
});

// spec: on-device 1.5, acceptance pipeline
it.each([
  [
    "a key of 40 bytes",
    "{ ['k'.repeat(40)]: 'https://seller.example/c' }",
    [`seller ${"k".repeat(40)} https://seller.example/c`],
  ],
  [
    "a key of 41 bytes",
    "{ ['é'.repeat(20) + 'k']: 'https://seller.example/c' }",
    [`seller ${"é".repeat(20)}k: its key has 41 bytes; the limit is 40`],
  ],
  [
    "an address of 400 bytes",
    "{ click: 'https://seller.example/' + 'u'.repeat(377) }",
    [`seller click https://seller.example/${"u".repeat(377)}`],
  ],
  [
    "an address of 401 bytes",
    "{ click: 'https://seller.example/' + 'u'.repeat(378) }",
    ["seller click: its address has 401 bytes; the limit is 400"],
  ],
  [
    "an address without https",
    "{ click: 'http://seller.example/c' }",
    ['seller click: "http://seller.example/c" is not https on seller.example or a subdomain'],
  ],
  [
    "the other party's address",
    "{ click: 'https://buyer.example/c' }",
    ['seller click: "https://buyer.example/c" is not https on seller.example or a subdomain'],
  ],
  [
    "no address",
    "{ click: '' }",
    ['seller click: "" is not https on seller.example or a subdomain'],
  ],
])("goes by its limits for %s, without a word to the script", async (_case, beacons, kept) => {
  const { device, report } = await createWin({ seller: `registerAdBeacon(${beacons})` });

  await report();

  expect(beaconsOf(device)).toEqual(kept);
});

it("looks at the first ten only, good or bad (spec: on-device 1.5, step 1)", async () => {
  const { device, report } = await createWin({
    seller:
      "const all = {}; for (let i = 1; i <= 12; i += 1) all['k' + i] = i < 3 ? 'x' : 'https://seller.example/c'; registerAdBeacon(all)",
  });

  await report();

  expect(beaconsOf(device).slice(9)).toEqual([
    "seller k10 https://seller.example/c",
    "seller k11: only the first 10 beacons are kept",
    "seller k12: only the first 10 beacons are kept",
  ]);
  expect(
    beaconsOf(device).filter((line) => line.includes(" https://seller.example/c")),
  ).toHaveLength(8);
});

it("lets a second report replace beacons only as far as there is room (spec: on-device 1.5, step 5)", async () => {
  const { device, report } = await createWin({
    seller:
      "const all = {}; for (let i = 1; i <= 6; i += 1) all['k' + i] = 'https://seller.example/' + Date.now(); registerAdBeacon(all)",
  });
  await report();
  await device.clock.sleep(1);

  await report();

  expect(
    beaconsOf(device)
      .slice(6)
      .map((line) => line.replace(/\d{13}/, "now")),
  ).toEqual([
    ...[1, 2, 3, 4].map((key) => `seller k${key} https://seller.example/now`),
    ...[5, 6].map((key) => `seller k${key}: its party has 10 beacons for this ad already`),
  ]);
});

it("holds a thousand beacons in all (spec: on-device 1.5, step 5)", () => {
  const store = createBeaconStore(PROFILES.android);
  const beacons = ["one", "two", "three"].map((key) => ({ key, uri: "https://seller.example/c" }));
  const register = (adSelectionId: number) =>
    store
      .register(
        { adSelectionId: String(adSelectionId), destination: "seller" },
        "seller.example",
        beacons,
      )
      .map(({ problem }) => problem);
  for (let adSelectionId = 1; adSelectionId <= 333; adSelectionId += 1) register(adSelectionId);

  const problems = [register(334), register(335)];

  const full = "the device holds 1000 beacons already";
  expect(problems).toEqual([
    [undefined, full, full],
    [full, full, full],
  ]);
});

it("keeps the seller's beacons when the buyer's script fails (spec: on-device 1.5)", async () => {
  const { device, report } = await createWin({
    seller: "registerAdBeacon({ click: 'https://seller.example/c' })",
    buyer: "registerAdBeacon({ click: 'https://buyer.example/c' }); throw new Error('no')",
  });

  await errorOf(report);

  expect(beaconsOf(device)).toEqual(["seller click https://seller.example/c"]);
});

it("keeps none of the seller's when the seller's own script fails (spec: on-device 1.5)", async () => {
  const { device, report } = await createWin({
    seller: "registerAdBeacon({ click: 'https://seller.example/c' }); throw new Error('no')",
  });

  await errorOf(report);

  expect(beaconsOf(device)).toEqual([]);
});

it("keeps what was registered before a mistake that the script caught (spec: on-device 1.5)", async () => {
  const { device, report } = await createWin({
    seller: "try { registerAdBeacon({ click: 'https://seller.example/c', view: 1 }) } catch {}",
  });

  await report();

  expect(beaconsOf(device)).toEqual(["seller click https://seller.example/c"]);
});

it("fails the report for a mistake that nobody caught (spec: on-device 1.5)", async () => {
  const { device, report } = await createWin({ seller: "registerAdBeacon(null)" });

  await errorOf(report);

  expect(ledgerOf(device)).toEqual([
    `reportImpression call-3 | report-script-failed | TypeError: registerAdBeacon requires 1 object parameter (${seller}:2:27), in reportResult({"seller":"seller.example","decision_logic_uri":"https://seller.example/decision…, …); neither seller nor buyer is told`,
  ]);
});

it("has no such function where beacons are off, and says which switch it is (spec: on-device 1.5)", async () => {
  const { device, report } = await createWin({
    seller: "registerAdBeacon({ click: 'https://seller.example/c' })",
    profile: "android",
  });

  await errorOf(report);

  expect(ledgerOf(device)).toEqual([
    `reportImpression call-3 | report-script-failed | ReferenceError: registerAdBeacon is not defined (${seller}:2:27), in reportResult({"seller":"seller.example","decision_logic_uri":"https://seller.example/decision…, …); registerAdBeacon is not there because this profile has beacons off; neither seller nor buyer is told`,
  ]);
});

it("lets a script ask whether there is such a function (spec: on-device 1.5)", async () => {
  const { device, report } = await createWin({
    seller:
      "if (typeof registerAdBeacon === 'function') registerAdBeacon({ click: 'https://seller.example/c' })",
    profile: "android",
  });

  await report();

  expect(beaconsOf(device)).toEqual([]);
});

import type { AdServicesOptions, InteractionReport } from "fledgling";
import { expect, it } from "vitest";
import {
  aCustomAudience,
  anAdSelectionConfig,
  biddingScript,
  decisionScript,
} from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { unreachable } from "../../../support/scripted-internet.ts";

type ProfileChoice = NonNullable<AdServicesOptions["profile"]>;

/** An ad that was seen: both parties have a beacon for clicks, the seller one for views. */
async function createImpression(profile: ProfileChoice = "android-all-on") {
  const device = createDevice({
    profile,
    routes: {
      "https://seller.example/decision.js": decisionScript.replace(
        "reportResult() {",
        "reportResult() { globalThis.registerAdBeacon?.({ click: 'https://seller.example/click', view: 'https://seller.example/view', impression: 'https://seller.example/again' });",
      ),
      "https://buyer.example/bidding.js": biddingScript.replace(
        "reportWin() {",
        "reportWin() { globalThis.registerAdBeacon?.({ click: 'https://buyer.example/click' });",
      ),
    },
  });
  await join(device, aCustomAudience());
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.settled();
  const requestCount = device.http.requests.length;
  const interaction: InteractionReport = {
    adSelectionId,
    key: "click",
    data: "",
    destinations: ["seller", "buyer"],
  };
  const report = async (changes: Partial<InteractionReport> = {}): Promise<void> => {
    await device.adServices.reportEvent({ ...interaction, ...changes });
    await device.adServices.settled();
  };
  const sent = () => device.http.requests.slice(requestCount);
  return { device, interaction, report, sent };
}

it("posts the data to the seller's beacon and then to the buyer's (spec: on-device 4.2)", async () => {
  const { report, sent } = await createImpression();

  await report({ data: '{"x":1}', destinations: ["buyer", "seller", "buyer"] });

  const request = {
    method: "POST",
    purpose: "event-report",
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: '{"x":1}',
  };
  expect(sent()).toEqual([
    { ...request, url: "https://seller.example/click" },
    { ...request, url: "https://buyer.example/click" },
  ]);
});

it("tells the app of its success before it posts anything (spec: on-device 4.2)", async () => {
  const { device, interaction, sent } = await createImpression();

  await device.adServices.reportEvent(interaction);

  expect(sent()).toEqual([]);
  await device.adServices.settled();
  expect(sent()).toHaveLength(2);
});

it("posts to whom it is asked to, and again when asked again (spec: on-device 4.2)", async () => {
  const { report, sent } = await createImpression();

  await report({ destinations: ["buyer"] });
  await report({ destinations: ["buyer"] });

  expect(sent().map(({ url }) => url)).toEqual([
    "https://buyer.example/click",
    "https://buyer.example/click",
  ]);
});

it("succeeds and posts nothing for a key that nobody registered (spec: on-device 4.2)", async () => {
  const { device, report, sent } = await createImpression();

  await report({ key: "Click" });
  await report({ key: "view" });

  expect(sent().map(({ url }) => url)).toEqual(["https://seller.example/view"]);
  const withheld = device.events.filter(({ type }) => type === "report.withheld");
  expect(withheld).toMatchObject([
    { destination: "seller", key: "Click" },
    { destination: "buyer", key: "Click" },
    {
      destination: "buyer",
      key: "view",
      detail: 'the buyer\'s reporting script registered no beacon for "view"',
    },
  ]);
});

it("posts an interaction of any name, that of the impression included", async () => {
  const { report, sent } = await createImpression();

  await report({ key: "impression" });

  expect(sent()).toMatchObject([
    { method: "POST", purpose: "event-report", url: "https://seller.example/again" },
  ]);
});

it("only notes that nobody answered (spec: on-device 4.2)", async () => {
  const { device, report } = await createImpression();
  device.http.serve("https://seller.example/click", unreachable);

  await report({ destinations: ["seller"] });

  expect(device.events.at(-1)).toMatchObject({
    type: "report.sent",
    key: "click",
    detail: "https://seller.example/click is unreachable",
  });
});

// spec: on-device 4.2
it.each<[string, Partial<InteractionReport>, string]>([
  ["an id of zero", { adSelectionId: "0" }, "Non-zero ad selection ID must be set"],
  ["no destination", { destinations: [] }, "Reporting destinations bitfield not set."],
  [
    "an unknown id",
    { adSelectionId: "-7" },
    "Could not find a match in the database for this adSelectionId and callerPackageName!",
  ],
  ["destinations 0", { destinations: 0 }, "Reporting destinations bitfield not set."],
  ["destinations 8", { destinations: 8 }, "Invalid reporting destinations bitfield!"],
  ["destinations -1", { destinations: -1 }, "Invalid reporting destinations bitfield!"],
  ["destinations 1.5", { destinations: 1.5 }, "Invalid reporting destinations bitfield!"],
  ["a key of 41 bytes", { key: "k".repeat(41) }, "Event key max size exceeded!"],
  [
    "data of 65537 bytes",
    { data: "é".repeat(32_768) + "x" },
    "Event data should not exceed 65536 bytes",
  ],
])("refuses %s (spec: on-device 4.2)", async (_case, changes, words) => {
  const { device, report, sent } = await createImpression();

  const error = await errorOf(() => report(changes));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device)).toMatchObject({
    api: "reportEvent",
    status: 2,
    serviceMessage: words,
  });
  expect(sent()).toEqual([]);
});

it("says how destinations are named where none is (spec: on-device 4.2)", async () => {
  const { device, report } = await createImpression();

  await errorOf(() => report({ destinations: [] }));

  expect(ledgerOf(device).at(-1)).toMatch(
    /\| no destination is named: name the seller \(bit 1\), the buyer \(bit 2\), or both$/,
  );
});

it("refuses data over the service's own limit, where that is lower (spec: on-device 4.2)", async () => {
  const { device, report, sent } = await createImpression({
    base: "android-all-on",
    set: { maxEventDataBytes: 3 },
  });

  await report({ data: "abc", destinations: ["buyer"] });
  await errorOf(() => report({ data: "abcd" }));

  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: "Event data max size exceeded!",
  });
  expect(sent()).toHaveLength(1);
});

const sellerClick = "https://seller.example/click";
const buyerClick = "https://buyer.example/click";

it.each<[InteractionReport["destinations"], readonly string[]]>([
  [1, [sellerClick]],
  [2, [buyerClick]],
  [3, [sellerClick, buyerClick]],
  [4, []],
  [5, [sellerClick]],
  [6, [buyerClick]],
  [7, [sellerClick, buyerClick]],
  [["component-seller"], []],
  [["component-seller", "buyer"], [buyerClick]],
])(
  "posts to destinations %j, of which a component seller has no beacon (spec: on-device 4.2)",
  async (destinations, urls) => {
    const { report, sent } = await createImpression();

    await report({ destinations });

    expect(sent().map(({ url }) => url)).toEqual(urls);
  },
);

it("takes an id in any way of writing it (spec: on-device 4.2)", async () => {
  const { interaction, report, sent } = await createImpression();

  await report({ adSelectionId: interaction.adSelectionId.replace("-", "-00") });

  expect(sent()).toHaveLength(2);
});

it("posts data of 65536 bytes (spec: on-device 4.2)", async () => {
  const { report, sent } = await createImpression();

  await report({ data: "é".repeat(32_768), destinations: ["buyer"] });

  expect(sent()).toHaveLength(1);
});

it("is switched off together with beacons (spec: on-device 4.2)", async () => {
  const { device, report } = await createImpression("android");

  const error = await errorOf(report);

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: "The reportEvent API is disabled.",
  });
});

it("calls an unknown destination a mistake in the program", async () => {
  const { report } = await createImpression();
  const destinations = ["publisher"] as unknown as InteractionReport["destinations"];

  const error = await errorOf(() => report({ destinations }));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
});

it("posts nothing before the impression was reported: no beacon is registered yet (spec: on-device 4.2)", async () => {
  const device = createDevice({
    routes: {
      "https://seller.example/decision.js": decisionScript.replace(
        "reportResult() {",
        "reportResult() { registerAdBeacon({ click: 'https://seller.example/click' });",
      ),
    },
  });
  await join(device, aCustomAudience());
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  const click = async (): Promise<void> => {
    const destinations = ["seller"] as const;
    await device.adServices.reportEvent({ adSelectionId, key: "click", data: "", destinations });
    await device.adServices.settled();
  };

  await click();
  const early = device.http.requests.filter(({ method }) => method === "POST");
  await device.adServices.reportImpression({ adSelectionId, config });
  await click();

  expect(early).toEqual([]);
  expect(device.http.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
});

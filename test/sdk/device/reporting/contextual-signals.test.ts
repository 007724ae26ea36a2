import type { JsonValue } from "fledgling";
import { expect, it } from "vitest";
import type { ProfileChoice } from "../../../../sdk/device/profile.ts";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import { anOutcome, createDevice, join } from "../../../support/device-fixture.ts";

const bidding = "https://buyer.example/bidding.js";
const decision = "https://seller.example/decision.js";
const buyerSignals = "https://buyer.example/trusted";
const sellerSignals = "https://seller.example/signals";

/** Prints what it is told as contextual signals, and returns. */
const tell = (name: string, place: number, result: string) =>
  `function ${name}() { console.log("${name} " + JSON.stringify(arguments[${place}])); return ${result}; }`;

const results = "{ signals_for_buyer: '{}', reporting_uri: 'https://seller.example/r' }";
const decisionScript = [
  tell("scoreAd", 5, "{ status: 0, score: 1 }"),
  tell("reportResult", 3, `{ status: 0, results: ${results} }`),
].join("\n");

function biddingScript(adCost: string): string {
  const bid = `{ status: 0, ad: arguments[0], bid: 0.3, adCost: ${adCost} }`;
  const reporting = "{ status: 0, results: { reporting_uri: 'https://buyer.example/r' } }";
  return `${tell("generateBid", 4, bid)}\n${tell("reportWin", 3, reporting)}`;
}

interface Told {
  readonly adCost?: string;
  readonly buyerVersion?: string;
  readonly sellerVersion?: string;
  readonly profile?: ProfileChoice;
}

/** What an auction and its report tell each function as contextual signals. */
async function tellAll({ adCost = "undefined", profile = "android-all-on", ...told }: Told) {
  const answer = (version: string | undefined) => ({
    body: "{}",
    headers: version === undefined ? {} : { "data-version": version },
  });
  const device = createDevice({
    profile,
    routes: {
      [bidding]: biddingScript(adCost),
      [decision]: decisionScript,
      [buyerSignals]: answer(told.buyerVersion),
      [sellerSignals]: answer(told.sellerVersion),
    },
  });
  await join(device, aCustomAudience());
  const config = anAdSelectionConfig({ trustedScoringSignalsUri: sellerSignals });
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  await device.adServices.reportImpression({ adSelectionId, config });
  const lines = device.events.flatMap((event) =>
    event.type === "console.printed" ? [event.text] : [],
  );
  return Object.fromEntries(
    lines.map((line) => [line.split(" ")[0], JSON.parse(line.replace(/^\w+ /, "")) as JsonValue]),
  );
}

it.each([
  ["1", "1.0"],
  ['"2.5"', "2.5"],
  ["10", "10.0"],
  ["-4", "-4.0"],
  ["1e10", "9.999220736E9"],
])(
  "tells reportWin an adCost of %s as Java's text of a double (spec: on-device 1.2, 7)",
  async (adCost, text) => {
    const { reportWin } = await tellAll({ adCost });

    expect(reportWin).toEqual({ adCost: text });
  },
);

it("tells reportWin 0.3 rounded to eight bits, and leaves the bid as it is (spec: on-device 7)", async () => {
  const { reportWin, scoreAd, reportResult } = await tellAll({ adCost: "0.3" });

  expect(["0.298828125", "0.30078125"]).toContain((reportWin as { adCost: string }).adCost);
  expect([scoreAd, reportResult]).toEqual([{}, {}]);
});

it("hands reportResult the bid as it was, to the last bit, beside a rounded adCost (spec: on-device 2.7, 7)", async () => {
  const device = createDevice({ withBodies: true, routes: { [bidding]: biddingScript("0.3") } });
  await join(device, aCustomAudience());
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  await device.adServices.reportImpression({ adSelectionId, config });

  const given = device.events.flatMap((event) =>
    event.type === "logic.finished" && event.function === "reportResult" ? event.arguments : [],
  );
  expect(given).toEqual([[expect.anything(), "https://buyer.example/ad", 0.3, {}]]);
});

it("tells every report of an ad the same adCost (spec: on-device 7)", async () => {
  const device = createDevice({ routes: { [bidding]: biddingScript("0.3") } });
  await join(device, aCustomAudience());
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  for (let report = 0; report < 20; report += 1) {
    await device.adServices.reportImpression({ adSelectionId, config });
  }

  const told = device.events.flatMap((event) =>
    event.type === "console.printed" && event.text.startsWith("reportWin") ? event.text : [],
  );
  expect([told.length, new Set(told).size]).toEqual([20, 1]);
});

it.each(["NaN", "Infinity", "undefined", "null", '"much"', "true", "{}"])(
  "tells reportWin nothing of an adCost of %s, and the bid stands (spec: on-device 1.4, 7)",
  async (adCost) => {
    const { reportWin } = await tellAll({ adCost });

    expect(reportWin).toEqual({});
  },
);

it("tells reportWin nothing of adCost where billing by click is off, as it is by default (spec: on-device 7)", async () => {
  const { reportWin } = await tellAll({ adCost: "1", profile: "android" });

  expect(reportWin).toEqual({});
});

it("tells the buyer's version to the buyer, and the seller's to the seller (spec: on-device 7)", async () => {
  const told = await tellAll({ adCost: "1", buyerVersion: "4", sellerVersion: "9" });

  expect(told).toEqual({
    generateBid: { dataVersion: 4 },
    scoreAd: { dataVersion: 9 },
    reportResult: { dataVersion: 9 },
    reportWin: { adCost: "1.0", dataVersion: 4 },
  });
});

it.each([
  ["0", { dataVersion: 0 }],
  ["255", { dataVersion: 255 }],
  ["256", {}],
  ["-1", {}],
  ["1.5", {}],
  ["", {}],
  ["new", {}],
  ["3, 4", { dataVersion: 3 }],
])(
  "takes Data-Version %j as %o, and never as an error (spec: on-device 7)",
  async (version, signals) => {
    const told = await tellAll({ buyerVersion: version, sellerVersion: version });

    expect(told).toEqual({
      generateBid: signals,
      scoreAd: signals,
      reportResult: signals,
      reportWin: signals,
    });
  },
);

it("tells nobody a version where the header is off, as it is by default (spec: on-device 7)", async () => {
  const told = await tellAll({ buyerVersion: "4", sellerVersion: "9", profile: "android" });

  expect(told).toEqual({ generateBid: {}, scoreAd: {}, reportResult: {}, reportWin: {} });
});

it("has no seller's version for a contextual winner's report, although it was scored with one (spec: on-device 7)", async () => {
  const contextualLogic = "https://buyer.example/contextual.js";
  const device = createDevice({
    routes: {
      [decision]: decisionScript,
      [sellerSignals]: { body: "{}", headers: { "data-version": "9" } },
      [contextualLogic]: biddingScript("1"),
    },
  });
  const ad = { renderUri: "https://buyer.example/contextual", metadata: {} };
  const config = anAdSelectionConfig({
    trustedScoringSignalsUri: sellerSignals,
    perBuyerSignedContextualAds: {
      "buyer.example": {
        buyer: "buyer.example",
        decisionLogicUri: contextualLogic,
        adsWithBid: [{ ad, bid: 1 }],
      },
    },
  });
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  await device.adServices.reportImpression({ adSelectionId, config });

  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [event.text] : [],
  );
  expect(printed).toEqual(['scoreAd {"dataVersion":9}', "reportResult {}", "reportWin {}"]);
});

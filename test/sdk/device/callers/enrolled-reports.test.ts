import { expect, it } from "vitest";
import type { ConditionsChange } from "fledgling";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  ledgerOf,
  urlsOf,
} from "../../../support/device-fixture.ts";

const config = anAdSelectionConfig();

/** Reports an impression and a click; gives the addresses that were told. */
async function reportWith(conditions: ConditionsChange) {
  const device = createDevice({
    routes: {
      "https://seller.example/decision.js": `
function scoreAd() { return { status: 0, score: 1 }; }
function reportResult() {
  registerAdBeacon({ click: "https://cdn.seller.example/click" });
  return { status: 0, results: { signals_for_buyer: "{}", reporting_uri: "https://seller.example/win" } };
}`,
      "https://cdn.seller.example/": "",
      "https://buyer.example/bidding.js": `
function generateBid(ad) { return { status: 0, ad, bid: 1 }; }
function reportWin() {
  registerAdBeacon({ click: "https://buyer.example/click" });
  return { status: 0, results: { reporting_uri: "https://buyer.example/win" } };
}`,
    },
  });
  const { adServices } = device;
  await join(device, aCustomAudience());
  const { adSelectionId } = await anOutcome(adServices.selectAds(config));
  const asked = urlsOf(device).length;
  await adServices.reportImpression({ adSelectionId, config });
  adServices.controls.setConditions(conditions);
  await adServices.settled();
  const destinations = ["seller", "buyer"] as const;
  await adServices.reportEvent({ adSelectionId, key: "click", data: "", destinations });
  await adServices.settled();
  const pings = urlsOf(device).slice(asked);
  return { pings: pings.filter((url) => !url.endsWith(".js")), ledger: ledgerOf(device) };
}

it("reports to everybody who is enrolled, subdomains included (spec: on-device 4.1, 4.2)", async () => {
  const { pings } = await reportWith({ enrolledAdTechs: ["seller.example", "buyer.example"] });

  expect(pings).toEqual([
    "https://seller.example/win",
    "https://buyer.example/win",
    "https://cdn.seller.example/click",
    "https://buyer.example/click",
  ]);
});

it("asks at send time whether the buyer is enrolled, and withholds its reports (spec: on-device 4.1, 4.2)", async () => {
  const { pings, ledger } = await reportWith({ enrolledAdTechs: { allBut: ["buyer.example"] } });

  expect(pings).toEqual(["https://seller.example/win", "https://cdn.seller.example/click"]);
  expect(ledger).toEqual([
    "report to the buyer | ad-tech-not-allowed | https://buyer.example/win is on the host of no enrolled ad tech",
    "report to the buyer | ad-tech-not-allowed | https://buyer.example/click is on the host of no enrolled ad tech",
  ]);
});

it("asks for a seller's events, but not for its impressions (spec: on-device 4.1, 4.2)", async () => {
  const { pings } = await reportWith({ enrolledAdTechs: ["buyer.example"] });

  expect(pings).toEqual([
    "https://seller.example/win",
    "https://buyer.example/win",
    "https://buyer.example/click",
  ]);
});

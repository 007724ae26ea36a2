import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import { createDevice, join, ledgerOf } from "../../../support/device-fixture.ts";
import { unreachable, type Route } from "../../../support/scripted-internet.ts";

const script = "https://buyer.example/bidding.js";
const bids = "function generateBid(ad) { return { status: 0, ad, bid: 9 }; }";

/** An audience whose script is served as told, beside one that bids 1. */
async function runAuction(route: Route) {
  const device = createDevice({ routes: { [script]: route } });
  await join(device, aCustomAudience());
  await join(
    device,
    aCustomAudience({ buyer: "other.example", ads: [anAd(1, "https://other.example/ad")] }),
  );
  const outcome = await device.adServices.selectAds(
    anAdSelectionConfig({ customAudienceBuyers: ["buyer.example", "other.example"] }),
  );
  return { device, winner: outcome?.renderUri };
}

it.each<[string, Route, string]>([
  ["is not there", { status: 404 }, `GET ${script} answered with status 404`],
  ["cannot be reached", unreachable, `${script} is unreachable`],
])(
  "drops an audience whose script %s, and nobody else (spec: on-device 2.4)",
  async (_case, route, detail) => {
    const { device, winner } = await runAuction(route);

    expect(winner).toBe("https://other.example/ad");
    expect(ledgerOf(device)).toEqual([
      `custom audience buyer.example/shoes | bidding-logic-failed | ${detail}`,
    ]);
  },
);

it.each([
  [200, true],
  [299, true],
  [304, false],
])(
  "takes a script that comes with status %i, or not: %s (spec: on-device 5)",
  async (status, isTaken) => {
    const { winner } = await runAuction({ status, body: bids });

    expect(winner).toBe(isTaken ? "https://buyer.example/ad" : "https://other.example/ad");
  },
);

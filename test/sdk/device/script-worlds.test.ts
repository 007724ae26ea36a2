import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../support/builders.ts";
import { anOutcome, createDevice, join } from "../../support/device-fixture.ts";
import { errorOf } from "../../support/error-of.ts";

const bidding = "https://buyer.example/bidding.js";
const decisionLogic = "https://seller.example/decision.js";
const selectionLogic = "https://seller.example/select.js";

/** Prints how often the world that it stands in was entered. */
const counting =
  "let entries = 0; const enter = (name) => { entries += 1; console.log(name, entries); };";

it("gives each report and each selection a world of its own (spec: on-device 1.1)", async () => {
  const device = createDevice({
    routes: {
      [bidding]: `${counting} function generateBid(ad) { return { status: 0, ad, bid: 1 }; }
        function reportWin() { enter("reportWin"); return { status: 0, results: { reporting_uri: "" } }; }`,
      [decisionLogic]: `${counting} function scoreAd() { return { status: 0, score: 1 }; }
        function reportResult() { enter("reportResult"); return { status: 0, results: { signals_for_buyer: "{}", reporting_uri: "" } }; }`,
      [selectionLogic]: `${counting} function selectOutcome() { enter("selectOutcome"); return { status: 0, result: null }; }`,
    },
  });
  await join(device, aCustomAudience());
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  const select = () =>
    device.adServices.selectAdsFromOutcomes({
      seller: "seller.example",
      adSelectionIds: [adSelectionId],
      selectionLogicUri: selectionLogic,
    });

  await select();
  await select();
  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.reportImpression({ adSelectionId, config });

  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [event.text] : [],
  );
  expect(printed).toEqual([
    "selectOutcome 1",
    "selectOutcome 1",
    "reportResult 1",
    "reportWin 1",
    "reportResult 1",
    "reportWin 1",
  ]);
});

it("does not run a script again that outgrew its memory (spec: on-device 1.1)", async () => {
  const device = createDevice({
    routes: {
      [bidding]:
        "const all = []; function generateBid() { for (;;) all.push(new Array(1000).fill(all.length)); }",
    },
  });
  await join(device, aCustomAudience());

  await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

  const runs = device.events.filter(({ type }) => type === "logic.finished");
  expect(runs).toMatchObject([{ script: bidding, outcome: "out-of-memory" }]);
});

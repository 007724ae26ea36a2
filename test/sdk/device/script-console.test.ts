import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig, decisionScript } from "../../support/builders.ts";
import { createDevice, join, ledgerOf } from "../../support/device-fixture.ts";

const printing = "console.log('here');";

async function runAuction(scriptConsoleAvailable: boolean) {
  const device = createDevice({
    profile: { base: "android-all-on", set: { scriptConsoleAvailable } },
    routes: {
      "https://seller.example/decision.js": decisionScript.replace(
        "bid) {",
        `bid) { globalThis.${printing}`,
      ),
      "https://buyer.example/bidding.js": `function generateBid(ad) { ${printing} return { status: 0, ad, bid: 1 }; }`,
    },
  });
  await join(device, aCustomAudience());
  await device.adServices.selectAds(anAdSelectionConfig()).catch(() => undefined);
  return device;
}

it("gives scripts a console whose lines go to the trace (spec: on-device 1.1, inferred)", async () => {
  const { events } = await runAuction(true);

  const printed = events.flatMap((event) => (event.type === "console.printed" ? [event.text] : []));
  expect(printed).toEqual(["here", "here"]);
});

it("can do without one: a script that prints throws then (spec: on-device 1.1, inferred)", async () => {
  const device = await runAuction(false);

  expect(ledgerOf(device)[0]).toBe(
    'custom audience buyer.example/shoes | bidding-logic-failed | ReferenceError: console is not defined (https://buyer.example/bidding.js:1:28), in generateBid({"render_uri":"https://buyer.example/ad","metadata":{"bid":1}}, …)',
  );
});

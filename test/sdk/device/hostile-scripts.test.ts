import { createIsolateSandbox } from "fledgling";
import { afterAll, expect, it } from "vitest";
import {
  aCustomAudience,
  anAd,
  anAdSelectionConfig,
  decisionScript,
} from "../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
} from "../../support/device-fixture.ts";
import { errorOf } from "../../support/error-of.ts";

const bidding = "https://buyer.example/bidding.js";
const decisionLogic = "https://seller.example/decision.js";
const endless = "while (true);";

/** Its patience is short, so that a script without end costs the test 30 ms. */
const sandbox = createIsolateSandbox({ watchdogMs: 30 });
afterAll(() => sandbox.dispose());

it("drops an audience whose script never ends, after the audience's whole time (spec: on-device 1.4)", async () => {
  const device = createDevice({ sandbox, routes: { [bidding]: endless } });
  await join(device, aCustomAudience(), aCustomAudience({ buyer: "other.example" }));

  const outcome = await device.adServices.selectAds(
    anAdSelectionConfig({ customAudienceBuyers: ["buyer.example", "other.example"] }),
  );

  expect(outcome?.renderUri).toBe("https://other.example/ad");
  expect(device.clock.elapsedMs()).toBe(5_000);
  expect(ledgerOf(device)).toEqual([
    `custom audience buyer.example/shoes | bidding-timed-out | did not finish within 5000 ms: running generateBid of ${bidding}. The script was still running after 30 ms of CPU time and was stopped at its top level`,
  ]);
  expect(
    device.events.find((event) => event.type === "logic.finished" && event.script === bidding),
  ).toMatchObject({
    outcome: "timed-out",
    message:
      "The script was still running after 30 ms of CPU time and was stopped at its top level.",
  });
});

it("fails an auction whose seller's script never ends, as a timeout (spec: on-device 1.4)", async () => {
  const device = createDevice({ sandbox, routes: { [decisionLogic]: endless } });
  await join(device, aCustomAudience());

  const error = await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

  expect(error.code).toBe("ERR_DEVICE_TIMEOUT");
  expect(device.clock.elapsedMs()).toBe(5_000);
});

// spec: on-device 1.1: memory
it("drops an audience whose script outgrows its memory, at no virtual cost", async () => {
  const device = createDevice({
    routes: {
      [bidding]:
        "const all = []; function generateBid() { for (;;) all.push(new Array(1000).fill(all.length)); }",
    },
  });
  await join(device, aCustomAudience(), aCustomAudience({ buyer: "other.example" }));

  const outcome = await device.adServices.selectAds(
    anAdSelectionConfig({ customAudienceBuyers: ["buyer.example", "other.example"] }),
  );

  expect(outcome?.renderUri).toBe("https://other.example/ad");
  expect(ledgerOf(device)).toEqual([
    `custom audience buyer.example/shoes | bidding-logic-failed | The script outgrew its 10 MB of memory (${bidding})`,
  ]);
});

it("fails a report whose script outgrows its memory", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  device.http.serve(
    decisionLogic,
    "function reportResult() { const all = []; for (;;) all.push(new Array(1000).fill(all.length)); }",
  );

  await errorOf(() => device.adServices.reportImpression({ adSelectionId, config }));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage:
      "Failure running JS in JavaScriptSandbox: The script outgrew its 10 MB of memory.",
  });
});

// What scripts return crosses the wall as JSON, whatever they do to it
it.each([
  [
    "a value that refers to itself",
    "const ad = {}; ad.ad = ad; return ad;",
    "bidding-logic-failed",
  ],
  ["a value that JSON cannot write", "return { status: 0, ad, bid: 1n };", "bidding-logic-failed"],
  [
    "a value that breaks when looked at",
    "return { get status() { throw new Error('no'); } };",
    "bidding-logic-failed",
  ],
  [
    "a value nested without end",
    "let deep = {}; for (let i = 0; i < 1e5; i += 1) deep = { deep }; return { status: 0, ad: { render_uri: 'x', metadata: deep }, bid: 1 };",
    "bidding-logic-failed",
  ],
  [
    "something thrown that is no error",
    "throw { toString() { throw 1; } };",
    "bidding-logic-failed",
  ],
  [
    "a text of a megabyte for a bid",
    "return { status: 0, ad, bid: 'x'.repeat(1e6) };",
    "bid-invalid",
  ],
])("is not hurt by %s", async (_case, body, rule) => {
  const device = createDevice({
    routes: { [bidding]: `function generateBid(ad) { ${body} }`, [decisionLogic]: decisionScript },
  });
  await join(device, aCustomAudience({ ads: [anAd(1)] }));

  const error = await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  const [line = ""] = ledgerOf(device);
  expect(line).toContain(`custom audience buyer.example/shoes | ${rule} | `);
  expect(line.length).toBeLessThan(1_000);
});

it("carries a bid whose metadata are nested as deeply as a script can write them", async () => {
  const device = createDevice({
    routes: {
      [bidding]:
        "function generateBid(ad) { let deep = {}; for (let i = 0; i < 1000; i += 1) deep = { deep }; return { status: 0, ad: { ...ad, metadata: deep }, bid: 1 }; }",
    },
  });
  await join(device, aCustomAudience());

  const outcome = await device.adServices.selectAds(anAdSelectionConfig());

  expect(outcome?.renderUri).toBe("https://buyer.example/ad");
});

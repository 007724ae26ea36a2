import type { CustomAudienceInput } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../support/builders.ts";
import { createDevice, join, ledgerOf } from "../../support/device-fixture.ts";

const script = "https://buyer.example/slow.js";
const subject = "custom audience buyer.example/shoes";

/** What the ledger and the trace say of an audience with three ads and this script. */
async function failWith(
  source: string,
  ads: CustomAudienceInput["ads"] = [anAd(1), anAd(2), anAd(3)],
) {
  const device = createDevice({ routes: { [script]: source } });
  const shoes = aCustomAudience({ name: "shoes", biddingLogicUri: script, ads });
  await join(device, shoes, aCustomAudience({ name: "quick", ads: [anAd(0.5)] }));
  await device.adServices.selectAds(anAdSelectionConfig());
  const event = device.events.find(
    (each) => each.type === "logic.finished" && each.script === script,
  );
  return { ledger: ledgerOf(device)[0], event };
}

const wait = "const wait = (ms) => { const end = Date.now() + ms; while (Date.now() < end); };";

it("says how much of its time a script spent at its top level", async () => {
  const { ledger, event } = await failWith(
    `${wait} wait(3999); function generateBid(ad) { wait(400); return { status: 0, ad, bid: 1 }; }`,
  );

  expect(ledger).toBe(
    `${subject} | bidding-timed-out | did not finish within 5000 ms: running generateBid of ${script}. The script watched the clock until its 5000 ms were over: 3999 ms at its top level, 1001 ms in generateBid, in call 3 of 3: generateBid({"render_uri":"https://buyer.example/ad-3","metadata":{"bid":3}}, …)`,
  );
  expect(event).toMatchObject({
    outcome: "timed-out",
    spentMs: 5000,
    spentAtTopLevelMs: 3999,
    call: 2,
    given: expect.stringMatching(/^\{"render_uri":"https:\/\/buyer\.example\/ad-3"/),
  });
});

it("says so when a script never got beyond its top level", async () => {
  const { ledger, event } = await failWith(`${wait} wait(6000);`);

  expect(ledger).toBe(
    `${subject} | bidding-timed-out | did not finish within 5000 ms: running generateBid of ${script}. The script watched the clock until its 5000 ms were over, all of them at its top level`,
  );
  expect(event).toMatchObject({ spentMs: 5000, spentAtTopLevelMs: 5000 });
  expect(JSON.stringify(event)).not.toMatch(/"(call|given)":/);
});

it("keeps markup that a server sends out of its sentences", async () => {
  const ad = { ...anAd(1), metadata: { name: "<script>\u001b[2J" } };

  const { ledger, event } = await failWith("function generateBid(ad) { ad.a.b; }", [ad]);

  const given =
    '{"render_uri":"https://buyer.example/ad-1","metadata":{"name":"\\u003cscript\\u003e\\u001b[2J…';
  expect(ledger).toContain(`, in generateBid(${given}, …)`);
  expect(event).toMatchObject({ given: expect.stringContaining(given) });
});

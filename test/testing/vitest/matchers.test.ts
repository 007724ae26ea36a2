import { readFile } from "node:fs/promises";
import { afterAll, expect, it } from "vitest";
import { fledglingMatchers } from "fledgling/testing/vitest";
import { createIsolateSandbox } from "../../../sdk/index.ts";
import { loadScenario, runScenario, type ScenarioRun } from "../../../simulator/index.ts";
import { callScript } from "../../../testing/index.ts";

expect.extend(fledglingMatchers);

const sandbox = createIsolateSandbox();
afterAll(() => sandbox.dispose());

const run = async (name: string) =>
  await runScenario(await loadScenario(`examples/${name}`), { sandbox });
const score = async (source: string, bid: number) =>
  await callScript(
    { script: { name: "a.js", source }, function: "scoreAd", calls: [{ bid }] },
    sandbox,
  );

/** What Vitest prints of an expectation that is not met. */
function messageOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "it was met";
}

const waterfall = await run("01-waterfall");
const deviceOnly = await run("device-only");
const unfilled: ScenarioRun = {
  ...waterfall,
  requests: [
    {
      slotId: "a",
      result: { kind: "no-fill", reason: "none", requestId: "request-1", ledger: [] },
    },
  ],
};
const twoErrors = await run("two-error-layers");
const called = await score("function scoreAd(ad, bid) { return { status: 0, score: bid }; }", 2);
const threw = await score("function scoreAd(ad, bid) { throw new Error('no ' + bid); }", 2);
const refused = await score("function scoreAd(ad, bid) { return null; }", 2);

it("says who won, and who did not", () => {
  expect(waterfall).toWinWith("gamma");
  expect(waterfall).toWinWith("https://travel.example/ads/azores");
  expect(waterfall).not.toWinWith("beta");
  expect(deviceOnly).toWinWith("https://shoes.example/ads/trail");
  expect(messageOf(() => expect(waterfall).toWinWith("beta"))).toBe(`expected "beta" to win
won:
  network "gamma" in slot "level-end", with https://travel.example/ads/azores
lost:
  node "beta": node-timed-out – beta did not answer within 400 ms`);
  expect(messageOf(() => expect(waterfall).toWinWith("gama"))).toContain('did you mean "gamma"?');
  expect(
    messageOf(() => expect(deviceOnly).not.toWinWith("https://shoes.example/ads/trail")),
  ).toMatch(/^expected "https:\/\/shoes.example\/ads\/trail" not to win\nwon:\n/);
});

it("says that nobody won, and who did", () => {
  expect(unfilled).toHaveNoFill();
  expect(waterfall).not.toHaveNoFill();
  expect({ ...unfilled, requests: [], events: [] }).not.toHaveNoFill();
  expect(messageOf(() => expect(waterfall).toHaveNoFill())).toMatch(
    /^expected the run to have no fill\nwon:\n {2}network "gamma" in slot/,
  );
});

it("says where reports went", () => {
  expect(waterfall).toReportTo("https://gamma.example/report/win");
  expect(waterfall).not.toReportTo("https://ssp.example/");
  expect(messageOf(() => expect(waterfall).toReportTo("https://gamma.example/report/vew")))
    .toBe(`expected a report to https://gamma.example/report/vew to be sent
did you mean "https://gamma.example/report/view"?
sent:
  https://gamma.example/report/win?bid=3.2
  https://travel.example/report/win?audience=island-hoppers
  https://gamma.example/report/view
  https://gamma.example/report/click
  https://travel.example/report/click`);
});

it("says by which rule somebody lost", () => {
  expect(waterfall).toLoseBecause("beta", "node-timed-out");
  expect(waterfall).toLoseBecause('node "beta"', "node-timed-out");
  expect(waterfall).not.toLoseBecause("beta", "adapter-failed");
  expect(messageOf(() => expect(waterfall).toLoseBecause("beta", "adapter-failed")))
    .toBe(`expected beta to lose because of adapter-failed
lost:
  node "beta": node-timed-out – beta did not answer within 400 ms`);
});

it("says what a script threw, and where", () => {
  expect(twoErrors).toThrowInScript("Cannot read properties of undefined");
  expect(waterfall).not.toThrowInScript();
  expect(threw).toThrowInScript("no 2");
  expect(called).not.toThrowInScript();
  expect(messageOf(() => expect(threw).toThrowInScript("no 3"))).toMatch(
    /^expected scoreAd to throw with "no 3"\nreceived: Error: no 2 \(a\.js:1:35\)/,
  );
  expect(messageOf(() => expect(waterfall).toThrowInScript("x"))).toContain(
    "\n  scoreAd of https://gamma.example/decision-logic.js returned",
  );
});

it("says what the device reads in a result", () => {
  expect(called).toReturnDecision({ score: 2 });
  expect(called).not.toReturnDecision({ score: 3 });
  expect(threw).not.toReturnDecision({ score: 2 });
  expect(messageOf(() => expect(called).toReturnDecision({ score: 3 })))
    .toBe(`expected scoreAd to decide {"score":3}
received: {"score":2}
scoreAd of a.js was given:
  bid: 2`);
});

it("says why the device cannot use a result", () => {
  expect(refused).toBeRefused();
  expect(refused).toBeRefused("returned null");
  expect(called).not.toBeRefused();
  expect(messageOf(() => expect(refused).toBeRefused("status 1")))
    .toBe(`expected the result of scoreAd to be refused with "status 1"
received: refused, scoreAd returned null; it must be an object with status 0
scoreAd of a.js was given:
  bid: 2`);
});

it("refuses what it knows nothing about", () => {
  expect(messageOf(() => expect(3).toWinWith("gamma"))).toBe(
    "toWinWith is about a run: give it what runScenario resolves to",
  );
  expect(messageOf(() => expect(waterfall).toBeRefused())).toBe(
    "toBeRefused is about a call: give it what callScript resolves to",
  );
});

it("has its page show tests that pass", async () => {
  const page = await readFile("docs/how-to/test-with-vitest.md", "utf8");

  const tests = await readFile("test/testing/vitest/how-to.test.ts", "utf8");

  expect(page).toContain(`\`\`\`ts\n${tests}\`\`\``);
});

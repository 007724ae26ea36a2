import { afterAll, expect, it } from "vitest";
import { createIsolateSandbox, resolveProfile } from "../../../sdk/index.ts";
import { callScript, listFunctions, type ScriptCall } from "../../../testing/index.ts";
import { errorOf } from "../../support/error-of.ts";

const sandbox = createIsolateSandbox();
afterAll(() => sandbox.dispose());

function call(source: string, changes: Partial<ScriptCall> = {}) {
  return callScript(
    { script: { name: "seller.js", source }, function: "scoreAd", ...changes },
    sandbox,
  );
}

it("calls with samples where nothing is given, and says what the device makes of the result", async () => {
  const called = await call("function scoreAd(ad, bid) { return { status: 0, score: bid + 1 }; }");

  expect(called).toMatchObject({
    script: { name: "seller.js" },
    function: "scoreAd",
    outcome: { kind: "returned", values: [{ kind: "value", value: { status: 0, score: 2 } }] },
    decisions: [{ kind: "ok", value: { score: 2 } }],
    failure: undefined,
  });
  expect(called.arguments[0]).toHaveLength(7);
});

it("puts named arguments over samples, key by key in objects, and takes a list as it is", async () => {
  const calls = [{ bid: 3, auction_config: { seller: "me.example" } }, [{ render_uri: "a" }, 5]];

  const { arguments: given } = await call("function scoreAd() {}", { calls });

  expect(given[0]?.[1]).toBe(3);
  expect(given[0]?.[2]).toMatchObject({ seller: "me.example", seller_signals: {} });
  expect(given[1]).toEqual([{ render_uri: "a" }, 5]);
});

it.each([
  ["bidd", 'Did you mean "bid"?'],
  ["zzzzzz", "Its arguments are ad, bid, auction_config,"],
])("refuses the argument %j", async (name, hint) => {
  const error = await errorOf(() => call("", { calls: [{ [name]: 1 }] }));

  expect(error).toMatchObject({
    code: "ERR_CONFIG_INVALID",
    message: `scoreAd has no argument "${name}".`,
    hint: expect.stringContaining(hint),
  });
});

it("has all calls in one world, ends at a failed status, and reads no more than there is", async () => {
  const source = "let n = 0; function scoreAd() { n += 1; return { status: n - 1, score: n }; }";

  const { decisions, outcome } = await call(source, { calls: [{}, {}, {}] });

  expect(decisions.map(({ kind }) => kind)).toEqual(["ok", "refused"]);
  expect(outcome).toMatchObject({ values: [{}, {}] });
});

it("says why there is no result, with place and arguments", async () => {
  const { failure, decisions } = await call("function scoreAd(ad) { return ad.a.b; }");

  expect(failure).toBe(
    "TypeError: Cannot read properties of undefined (reading 'b') (seller.js:1:36), " +
      'in scoreAd({"render_uri":"https://buyer.example/ads/1","metadata":{}}, …)',
  );
  expect(decisions).toEqual([]);
});

it("runs a script of the old shape again, with an empty object last (spec: on-device 1.3)", async () => {
  const source =
    "function generateBid(ad, a, p, t, c, ca, user) { return { status: 0, ad, bid: user.x ?? 2 }; }";

  const { arguments: given, decisions } = await call(source, { function: "generateBid" });

  expect(given[0]).toHaveLength(7);
  expect(decisions).toMatchObject([{ kind: "ok", value: { bid: 2 } }]);
});

it("keeps to the profile: what it gives the stage, and what it has not", async () => {
  const source =
    "function reportResult() { console.log(typeof registerAdBeacon); while (Date.now() > 0); }";
  const profile = resolveProfile({
    base: "android-all-on",
    set: { registerAdBeaconEnabled: false },
  });

  const called = await call(source, { function: "reportResult", profile });

  expect(called).toMatchObject({
    outcome: { kind: "timed-out" },
    spentMs: 2_000,
    console: [{ text: "undefined" }],
  });
});

it("repeats luck and time of day, and has others on demand", async () => {
  const source =
    "function scoreAd() { return { status: 0, score: Math.random(), at: Date.now() }; }";
  const valuesOf = async (changes: Partial<ScriptCall>) => (await call(source, changes)).outcome;

  expect(await valuesOf({})).toEqual(await valuesOf({ seed: 1, nowMs: Date.UTC(2024, 0, 1) }));
  expect(await valuesOf({ seed: 2 })).not.toEqual(await valuesOf({}));
  expect(await valuesOf({ nowMs: 5 })).toMatchObject({ values: [{ value: { at: 5 } }] });
});

it.each([
  [
    "const scoreAd = (ad, bid) => 1; function reportResult() {}",
    [
      { id: "scoreAd", parameterCount: 2 },
      { id: "reportResult", parameterCount: 0 },
    ],
  ],
  ["function scoread() {}", []],
  ["function (", []],
])("lists the functions of %j", async (source, functions) => {
  expect(await listFunctions({ name: "seller.js", source }, sandbox)).toEqual(functions);
});

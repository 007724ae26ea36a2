import type { AdSelectionFromOutcomesConfigInput, AdSelectionOutcome } from "fledgling";
import { expect, it } from "vitest";
import type { ProfileSettings } from "../../../../sdk/device/profile.ts";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { unreachable, type Route } from "../../../support/scripted-internet.ts";

const script = "https://seller.example/select.js";
const prefix = "Encountered failure during Ad Selection: ";
const masked = "Outcome selection Js execution returned either a failed status or more than one ad";
const day = 86_400_000;

/** Runs one auction for each bid, each a millisecond after the one before. */
async function createOutcomes(
  route: Route,
  bids: readonly number[],
  set: Partial<ProfileSettings> = {},
) {
  const profile = { base: "android-all-on", set } as const;
  const device = createDevice({ profile, routes: { [script]: route } });
  const outcomes: AdSelectionOutcome[] = [];
  for (const bid of bids) {
    await join(device, aCustomAudience({ ads: [anAd(bid)] }));
    outcomes.push(await anOutcome(device.adServices.selectAds(anAdSelectionConfig())));
    await device.clock.sleep(1);
  }
  return { device, outcomes };
}

function select(
  { adServices }: DeviceFixture,
  outcomes: readonly AdSelectionOutcome[],
  changes: Partial<AdSelectionFromOutcomesConfigInput> = {},
): Promise<AdSelectionOutcome | null> {
  return adServices.selectAdsFromOutcomes({
    seller: "seller.example",
    adSelectionIds: outcomes.map(({ adSelectionId }) => adSelectionId),
    selectionSignals: { bid_floor: 2 },
    selectionLogicUri: script,
    ...changes,
  });
}

function choosing(expression: string): string {
  return `function selectOutcome(outcomes, signals) { const [first] = outcomes; return ${expression}; }`;
}

const waterfall = choosing("{ status: 0, result: first.bid >= signals.bid_floor ? first : null }");

// spec: on-device 3.4
it.each([
  ["the outcome itself", "{ status: 0, result: first }"],
  [
    "its id as text, and whatever else",
    "{ status: 0, result: { id: first.id, bid: 'lots', more: 1 } }",
  ],
  [
    "its id with a plus and zeros where Java allows them",
    "{ status: '0', result: { id: first.id.replace('-', '-000') } }",
  ],
])("selects what the script returns as %s, under the same id", async (_case, expression) => {
  const { device, outcomes } = await createOutcomes(choosing(expression), [3]);

  const selected = await select(device, outcomes);

  expect(selected).toEqual(outcomes[0]);
  expect(device.events.at(-1)).toMatchObject({
    type: "ad-selection.finished",
    reused: true,
    bid: 3,
    ...outcomes[0],
  });
});

// spec: on-device 3.4
it.each([
  ["null", "{ status: 0, result: null }"],
  ["a result that JSON has no words for", "{ status: 0, result() {} }"],
  ["a find() that found nobody", "{ status: 0, result: outcomes.find(({ bid }) => bid > 100) }"],
])("selects nobody, which is no failure, for %s", async (_case, expression) => {
  const { device, outcomes } = await createOutcomes(choosing(expression), [2.4]);

  const selected = await select(device, outcomes, { selectionSignals: { bid_floor: 3 } });

  expect(selected).toBeNull();
  expect(ledgerOf(device)).toEqual([
    `outcome ${outcomes[0]?.adSelectionId} | selection-chose-nobody | bid 2.4; selectOutcome of ${script} chose nobody, given selection_signals {"bid_floor":3}`,
  ]);
});

// spec: on-device 3.4; the words are masked whatever went wrong
it.each<[string, Route, string]>([
  [
    "a bare null",
    choosing("null"),
    "selectOutcome returned null; it must be an object with status 0",
  ],
  [
    "nothing",
    choosing("undefined"),
    "selectOutcome returned nothing; it must be an object with status 0",
  ],
  ["a number", choosing("1"), "selectOutcome returned 1; it must be an object with status 0"],
  [
    "a promise",
    `async ${choosing("({ status: 0, result: first })")}`,
    "selectOutcome returned a promise, which nobody awaits; it must be an object with status 0",
  ],
  [
    "no status",
    choosing("{ result: first.bid }"),
    'selectOutcome returned {"result":3}; it must be an object with status 0',
  ],
  [
    "another status",
    choosing("{ status: 2, result: first }"),
    "selectOutcome returned status 2; only 0 is success",
  ],
  [
    "no result",
    choosing("{ status: 0 }"),
    'selectOutcome returned {"status":0}; result must be one of the outcomes, or null for nobody',
  ],
  [
    "results in the plural",
    choosing("{ status: 0, results: null }"),
    'selectOutcome returned {"status":0,"results":null}; result must be one of the outcomes, or null for nobody',
  ],
  [
    "a list",
    choosing("{ status: 0, result: [1] }"),
    'selectOutcome returned {"status":0,"result":[1]}; result must be one of the outcomes, or null for nobody',
  ],
  [
    "an id instead of an outcome",
    choosing("{ status: 0, result: 'first' }"),
    'selectOutcome returned {"status":0,"result":"first"}; result must be one of the outcomes, or null for nobody',
  ],
])("masks why it cannot use %s", async (_case, route, detail) => {
  const { device, outcomes } = await createOutcomes(route, [3]);

  const error = await errorOf(() => select(device, outcomes));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  expect(lastFailureOf(device)).toEqual({
    api: "selectAdsFromOutcomes",
    status: 1,
    serviceMessage: prefix + masked,
    exception: "IllegalStateException",
  });
  expect(ledgerOf(device)).toEqual([
    `outcome ${outcomes[0]?.adSelectionId} | selection-failed | bid 3; ${detail} (${script})`,
    `ad selection call-3 | selection-failed | ${detail} (${script})`,
  ]);
});

// spec: on-device 3.4
it.each<[string, Route, string]>([
  ["is not there", { status: 404 }, `GET ${script} answered with status 404`],
  ["cannot be reached", unreachable, `${script} is unreachable`],
])("masks that the script %s", async (_case, route, detail) => {
  const { device, outcomes } = await createOutcomes(route, [3]);

  await errorOf(() => select(device, outcomes));

  expect(lastFailureOf(device)).toMatchObject({ status: 1, serviceMessage: prefix + masked });
  expect(ledgerOf(device).at(-1)).toBe(`ad selection call-3 | selection-failed | ${detail}`);
});

// spec: on-device 3.4
it.each([
  ["has no such function", "", "Uncaught ReferenceError: selectOutcome is not defined"],
  [
    "throws",
    choosing("first.no.such"),
    "Uncaught TypeError: Cannot read properties of undefined (reading 'such')",
  ],
  [
    "uses what only auctions have",
    choosing("forDebuggingOnly"),
    "Uncaught ReferenceError: forDebuggingOnly is not defined",
  ],
])("says what went wrong in a script that %s", async (_case, source, words) => {
  const { device, outcomes } = await createOutcomes(source, [3]);

  await errorOf(() => select(device, outcomes));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: `${prefix}Failure running JS in JavaScriptSandbox: ${words}`,
  });
});

// spec: on-device 3.4
it.each([
  ["no id", "{}", "nothing"],
  ["an id that is no number", "{ id: 'x' }", '"x"'],
  ["an id with a fraction", "{ id: 1.5 }", "1.5"],
  [
    "an id with a digit appended, beyond 64 bits",
    "{ id: '-9223372036854775808' + 1 }",
    '"-92233720368547758081"',
  ],
  ["an empty id", "{ id: '' }", '""'],
])("calls %s an illegal argument", async (_case, result, id) => {
  const { device, outcomes } = await createOutcomes(
    choosing(`{ status: 0, result: ${result} }`),
    [3],
  );

  const error = await errorOf(() => select(device, outcomes));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device)).toMatchObject({ status: 2 });
  expect(ledgerOf(device)[0]).toBe(
    `outcome ${outcomes[0]?.adSelectionId} | selection-failed | bid 3; selectOutcome returned id ${id}, which is no 64-bit integer (${script})`,
  );
});

it.each([
  ["{}", ""],
  ["{ id: null }", "null"],
  ["{ id: '1x' }", "1x"],
  ["{ id: 42.5 }", "42.5"],
  ["{ id: 1e21 }", "1.0E21"],
  ["{ id: [1] }", "[1]"],
])("quotes the id of %s as Java does (spec: on-device 3.4)", async (result, text) => {
  const source = choosing(`{ status: 0, result: ${result} }`);
  const { device, outcomes } = await createOutcomes(source, [3]);

  await errorOf(() => select(device, outcomes));

  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: `${prefix}For input string: "${text}"`,
  });
});

// spec: on-device 3.4
it.each([
  ["as text", "'-5'", '"-5"'],
  ["as a number", "17", "17"],
  ["as a number too large to be exact", "-4611686018427387904", "-4611686018427388000"],
])("calls an id that is nobody's an internal error, %s", async (_case, id, shown) => {
  const { device, outcomes } = await createOutcomes(
    choosing(`{ status: 0, result: { id: ${id} } }`),
    [3],
  );

  await errorOf(() => select(device, outcomes));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: `${prefix}Outcome selection must return a valid ad selection id`,
  });
  expect(ledgerOf(device).at(-1)).toBe(
    `ad selection call-3 | selection-failed | selectOutcome returned id ${shown}, which is none of ${outcomes[0]?.adSelectionId} (${script})`,
  );
});

it("shows a script the outcomes by ascending id and each once, whatever the caller's order (spec: on-device 3.3)", async () => {
  const { device, outcomes } = await createOutcomes(
    choosing("(console.log(JSON.stringify(outcomes)), { status: 0, result: first })"),
    [1, 2, 3, 4],
  );

  const selected = await select(device, [...outcomes.toReversed(), ...outcomes]);

  const ids = outcomes.map(({ adSelectionId }) => BigInt(adSelectionId));
  const ascending = ids.toSorted((one, other) => Number(one - other > 0n) * 2 - 1).map(String);
  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [JSON.parse(event.text) as { id: string }[]] : [],
  );
  expect(printed.flat().map(({ id }) => id)).toEqual(ascending);
  expect(selected?.adSelectionId).toBe(ascending[0]);
});

it("has one line for each outcome that the script did not choose", async () => {
  const { device, outcomes } = await createOutcomes(
    choosing("{ status: 0, result: outcomes.find(({ bid }) => bid === 3) }"),
    [1, 3],
  );

  await select(device, outcomes);

  expect(ledgerOf(device)).toEqual([
    `outcome ${outcomes[0]?.adSelectionId} | selection-chose-other | bid 1; selectOutcome of ${script} chose ${outcomes[1]?.adSelectionId} with bid 3, given selection_signals {"bid_floor":2}`,
  ]);
});

// spec: on-device 1.1
it.each(["{bid_floor:2.0}", "{'bid_floor': 2}", '{ /* USD */ "bid_floor": 0x2 }'])(
  "takes signals as laxly as Android does: %s",
  async (selectionSignals) => {
    const { device, outcomes } = await createOutcomes(waterfall, [2]);

    expect(await select(device, outcomes, { selectionSignals })).toEqual(outcomes[0]);
  },
);

it("calls signals that are no JSON an internal error, here only (spec: on-device 3.4)", async () => {
  const { device, outcomes } = await createOutcomes(waterfall, [2]);

  await errorOf(() => select(device, outcomes, { selectionSignals: "{ bid_floor }" }));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: `${prefix}expected ":" after key "bid_floor" at character 13, got "}"`,
  });
});

// spec: on-device 3.2, row by row
it.each<[string, Partial<AdSelectionFromOutcomesConfigInput>, string[]]>([
  ["no ids", { adSelectionIds: [] }, ["AdSelectionOutcomes cannot be null or empty"]],
  ["no selection logic", { selectionLogicUri: "" }, ["SelectionLogicUri cannot be null or empty"]],
  [
    "a path",
    { selectionLogicUri: "/select.js" },
    [
      "The SelectionLogicUri should be absolute",
      "The AdSelectionFromOutcomesConfig selectionLogicUri should have a valid host.",
    ],
  ],
  [
    "no https",
    { selectionLogicUri: "http://seller.example/select.js" },
    ["The SelectionLogicUri is not secured by https"],
  ],
  [
    "https in capitals",
    { selectionLogicUri: "HTTPS://seller.example/select.js" },
    ["The SelectionLogicUri is not secured by https"],
  ],
  [
    "no host",
    { selectionLogicUri: "https:///select.js" },
    ["The AdSelectionFromOutcomesConfig selectionLogicUri should have a valid host."],
  ],
  [
    "a subdomain",
    { selectionLogicUri: "https://cdn.seller.example/select.js" },
    [
      'The seller hostname "seller.example" and the seller-provided hostname "cdn.seller.example" are not consistent in AdSelectionFromOutcomesConfig selection Logic Uri.',
    ],
  ],
  [
    "everything wrong",
    { adSelectionIds: [], selectionLogicUri: "" },
    ["AdSelectionOutcomes cannot be null or empty", "SelectionLogicUri cannot be null or empty"],
  ],
])("refuses %s before any request", async (_case, changes, violations) => {
  const { device, outcomes } = await createOutcomes(waterfall, [3]);
  const requestCount = device.http.requests.length;

  const error = await errorOf(() => select(device, outcomes, changes));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: `${prefix}Invalid object of type AdSelectionFromOutcomesConfig. The violations are: [${violations.join(", ")}]`,
  });
  expect(device.http.requests).toHaveLength(requestCount);
});

it("takes a host in any case (spec: on-device 3.2)", async () => {
  const { device, outcomes } = await createOutcomes(waterfall, [3]);
  device.http.serve("https://SELLER.example/select.js", waterfall);

  const selected = await select(device, outcomes, {
    seller: "Seller.Example",
    selectionLogicUri: "https://SELLER.example/select.js",
  });

  expect(selected).toEqual(outcomes[0]);
});

it("lets any seller choose among any of the app's outcomes (spec: on-device 3.2)", async () => {
  const { device, outcomes } = await createOutcomes("", [3]);
  device.http.serve("https://mediator.example/select.js", waterfall);

  const selected = await select(device, outcomes, {
    seller: "mediator.example",
    selectionLogicUri: "https://mediator.example/select.js",
  });

  expect(selected).toEqual(outcomes[0]);
});

it("refuses unknown ids by name, before any request (spec: on-device 3.2)", async () => {
  const { device, outcomes } = await createOutcomes(waterfall, [3]);
  const known = outcomes.map(({ adSelectionId }) => adSelectionId);
  const requestCount = device.http.requests.length;

  await errorOf(() => select(device, [], { adSelectionIds: ["7", ...known, "-12", "007"] }));

  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: `${prefix}Ad selection ids: [-12, 7] don't exists or owned by the calling package`,
  });
  expect(device.http.requests).toHaveLength(requestCount);
});

it("says of each id why it cannot be used, and what to do (spec: on-device 3.2)", async () => {
  const { device, outcomes } = await createOutcomes(waterfall, [3], {
    serverAuctionMediationEnabled: false,
  });
  const { adServices } = device;
  const stored = { renderUri: "https://buyer.example/ad", bid: 2, buyer: "buyer.example" };
  const reportingUris = { seller: "https://seller.example/stored" };
  await adServices.controls.storeOutcome({ ...stored, adSelectionId: "42", reportingUris });
  await adServices.controls.storeOutcome({
    ...stored,
    adSelectionId: "41",
    owner: "com.example.other",
  });

  await errorOf(() => select(device, outcomes, { adSelectionIds: ["42", "41", "40"] }));

  expect(ledgerOf(device).at(-1)?.split(" | ").at(-1)?.split("; ")).toEqual([
    "ad selection 40 is unknown, or deleted by the job maintenance for being older than 86400000 ms: pass an id that selectAds gave this app since",
    "ad selection 41 is another app's: com.example.game can use only its own",
    "ad selection 42 is a server's, which selectAdsFromOutcomes may not use in this profile: switch serverAuctionMediationEnabled on",
  ]);
});

it("says that no ids were given (spec: on-device 3.2)", async () => {
  const { device } = await createOutcomes(waterfall, []);

  await errorOf(() => select(device, []));

  expect(ledgerOf(device).at(-1)).toMatch(/, adSelectionIds "none"\.$/);
});

it("takes an outcome of any age while no job has deleted it (spec: on-device 2.7)", async () => {
  const { device, outcomes } = await createOutcomes(waterfall, [3]);
  await device.clock.sleep(30 * day);

  expect(await select(device, outcomes)).toEqual(outcomes[0]);
});

it("can choose the same outcome again and again, and stores nothing new (spec: on-device 3.4)", async () => {
  const { device, outcomes } = await createOutcomes(waterfall, [3]);

  const selected = [await select(device, outcomes), await select(device, outcomes)];

  expect(selected).toEqual([outcomes[0], outcomes[0]]);
});

it("fetches the selection script for every call (spec: on-device 5, cache off)", async () => {
  const { device, outcomes } = await createOutcomes(waterfall, [3]);

  await select(device, outcomes);
  await select(device, outcomes);

  expect(urlsOf(device).filter((url) => url === script)).toHaveLength(2);
});

it("calls an id that is no integer a mistake in the program", async () => {
  const { device } = await createOutcomes(waterfall, []);

  const error = await errorOf(() => select(device, [], { adSelectionIds: ["first"] }));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
});

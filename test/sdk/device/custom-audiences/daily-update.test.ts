import type { CustomAudienceInput, JsonObject } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { hang, unreachable, type Route } from "../../../support/scripted-internet.ts";
import { startsAtMs } from "../../../support/test-environment.ts";
import { tellAudiences, tellingScript } from "../../../support/what-audiences-say.ts";

const updateUri = "https://buyer.example/update";
const day = 86_400_000;

function createUpdatedDevice(route: Route = "", set = {}): DeviceFixture {
  return createDevice({
    profile: { base: "android-all-on", set },
    routes: {
      [updateUri]: route,
      "https://buyer.example/bidding.js": tellingScript,
      "https://eu.buyer.example/trusted": "{}",
    },
  });
}

/** Joins an audience, and runs the job when the audience's turn comes. */
async function update(device: DeviceFixture, changes: Partial<CustomAudienceInput> = {}) {
  await join(device, { ...aCustomAudience(), ...changes });
  await device.clock.sleep(day);
  await device.adServices.controls.runBackgroundJob("daily-update");
}

function updatesIn({ events }: DeviceFixture) {
  return events.flatMap((event) =>
    event.type === "audience.updated" ? [{ fields: event.fields, ignored: event.ignored }] : [],
  );
}

const whole: JsonObject = {
  user_bidding_signals: { from: "update" },
  trusted_bidding_data: {
    trusted_bidding_uri: "https://eu.buyer.example/trusted",
    trusted_bidding_keys: ["k", 1],
  },
  ads: [{ render_uri: "https://elsewhere.example/ad", metadata: {} }],
};

it("asks again 24 hours after the last success, and not before (spec: on-device 9)", async () => {
  const device = createUpdatedDevice();
  const { adServices, clock, http } = device;
  await join(device, aCustomAudience());
  const asked: number[] = [];
  for (const waitMs of [day - 1, 1, 0, day - 1, 1]) {
    await clock.sleep(waitMs);
    await adServices.controls.runBackgroundJob("daily-update");
    asked.push(http.requests.length);
  }

  expect(asked).toEqual([0, 1, 1, 1, 2]);
  expect(http.requests[0]).toEqual({
    method: "GET",
    url: updateUri,
    purpose: "daily-update",
    maxResponseBytes: 1_048_576,
  });
});

it("replaces signals, trusted bidding data and ads, the latter from any host (spec: on-device 9)", async () => {
  const device = createUpdatedDevice(JSON.stringify({ ...whole, name: "boots" }));

  await update(device);

  expect(await tellAudiences(device, "buyer.example")).toEqual([
    {
      ad: "https://elsewhere.example/ad",
      owner: "com.example.game",
      buyer: "buyer.example",
      name: "shoes",
      activation_time: startsAtMs,
      expiration_time: startsAtMs + 60 * day,
      user_bidding_signals: { from: "update" },
    },
  ]);
  expect(urlsOf(device)).toContain("https://eu.buyer.example/trusted?keys=k");
  expect(updatesIn(device)).toEqual([
    { fields: ["userBiddingSignals", "trustedBidding", "ads"], ignored: [] },
  ]);
});

it("completes an audience that lacks what it needs to bid, at once (spec: on-device 9)", async () => {
  const device = createUpdatedDevice(JSON.stringify(whole));
  const incomplete = { userBiddingSignals: undefined, trustedBiddingData: undefined, ads: [] };
  await join(device, { ...aCustomAudience(), ...incomplete });
  const before = await tellAudiences(device, "buyer.example");

  await device.adServices.controls.runBackgroundJob("daily-update");

  expect([before, await tellAudiences(device, "buyer.example")]).toMatchObject([
    [],
    [{ name: "shoes" }],
  ]);
});

// spec: on-device 9
it.each<[string, string, readonly string[], readonly string[]]>([
  ["an empty body", "", [], []],
  ["JSON with none of the keys", '{"name":"boots"}', [], []],
  ["some of the keys", '{"user_bidding_signals":{}}', ["userBiddingSignals"], []],
  ["text that only a lenient reader takes", "{ads:[]}", ["ads"], []],
  [
    "a malformed field beside a valid one",
    '{"ads":[],"user_bidding_signals":"{}","trusted_bidding_data":null}',
    ["ads"],
    [
      "user_bidding_signals: Invalid input: expected record, received string",
      "trusted_bidding_data: Invalid input: expected object, received null",
    ],
  ],
  [
    "malformed ads beside valid ones",
    JSON.stringify({
      ads: [
        { render_uri: "https://a.example/1", metadata: {} },
        { render_uri: "http://a.example/2", metadata: {} },
        { render_uri: "https://a.example/3", metadata: "{}" },
        "https://a.example/4",
      ],
    }),
    ["ads"],
    [
      "ads[1]: The ad's render uri should use HTTPS.",
      "ads[2]: metadata Invalid input: expected record, received string",
      "ads[3]: Invalid input: expected object, received string",
    ],
  ],
])("succeeds with %s", async (_case, body, fields, ignored) => {
  const device = createUpdatedDevice(body);

  await update(device);
  await device.adServices.controls.runBackgroundJob("daily-update");

  expect(updatesIn(device)).toEqual([{ fields, ignored }]);
  expect(device.http.requests).toHaveLength(1);
});

it("clears the ads when none of the list can be used (spec: on-device 9)", async () => {
  const device = createUpdatedDevice('{"ads":[{}]}');

  await update(device);

  await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));
  expect(lastFailureOf(device).serviceMessage).toBe(
    "Encountered failure during Ad Selection: No valid bids or contextual ads available for scoring",
  );
  expect(ledgerOf(device)).toEqual([
    "custom audience buyer.example/shoes | all-ads-filtered | it has no ads: its last update sent none that can be used",
    "ad selection call-3 | no-valid-bids | none of 1 custom audiences was asked for a bid: none has an ad left",
  ]);
  expect(urlsOf(device)).toEqual([updateUri]);
});

const anAdJson = { render_uri: "https://buyer.example/ad", metadata: {} };
const tooLarge = (bytes: number) => ({ a: "x".repeat(bytes - 8) });

// spec: on-device 5, 9
it.each<[string, Route, string]>([
  ["a status of 404", { status: 404 }, `GET ${updateUri} answered with status 404`],
  ["nothing", unreachable, `${updateUri} is unreachable`],
  ["nothing in 30 seconds", hang, `GET ${updateUri} did not answer within 30000 ms`],
  [
    "more than 10 KiB",
    "x".repeat(10_241),
    `${updateUri} answered with 10241 bytes; the limit is 10240`,
  ],
  ["no JSON", "<html>", 'the answer is no JSON object: expected a value at character 1, got "<"'],
  [
    "nothing but malformed fields",
    '{"ads":{},"trusted_bidding_data":{"trusted_bidding_uri":"https://other.example/","trusted_bidding_keys":[]}}',
    "no field can be used: trusted_bidding_data: The buyer host name buyer.example and the buyer-provided trusted bidding URI's host name other.example are not consistent.; ads: Invalid input: expected array",
  ],
])("fails with %s, and asks again in the next run", async (_case, route, why) => {
  const device = createUpdatedDevice(route);

  await update(device);
  await device.adServices.controls.runBackgroundJob("daily-update");

  const line = `update ${updateUri} | audience-update-failed | ${why}`;
  expect(ledgerOf(device)).toEqual([line, line]);
  expect(await tellAudiences(device, "buyer.example")).toMatchObject([
    { user_bidding_signals: {} },
  ]);
});

// spec: on-device 5, 9
it.each<[string, JsonObject, object, string]>([
  [
    "signals",
    { user_bidding_signals: tooLarge(101) },
    { customAudienceMaxUserBiddingSignalsBytes: 100 },
    "user_bidding_signals: 101 bytes; the limit is 100",
  ],
  [
    "trusted bidding data",
    { trusted_bidding_data: whole["trusted_bidding_data"] ?? null },
    { customAudienceMaxTrustedBiddingDataBytes: 32 },
    "trusted_bidding_data: 33 bytes; the limit is 32",
  ],
  [
    "ads",
    { ads: whole["ads"] ?? null },
    { customAudienceMaxAdsBytes: 29 },
    "ads: 30 bytes; the limit is 29",
  ],
  [
    "a list of ads",
    { ads: [anAdJson, anAdJson] },
    { customAudienceMaxAds: 1 },
    "ads: 2 ads; the limit is 1",
  ],
])("refuses %s over the limit", async (_case, json, set, why) => {
  const device = createUpdatedDevice(JSON.stringify(json), set);

  await update(device, { ads: [], trustedBiddingData: undefined });

  expect(ledgerOf(device)).toEqual([
    `update ${updateUri} | audience-update-failed | no field can be used: ${why}`,
  ]);
});

it("asks for the longest waiting first, and for no more than a run may (spec: on-device 5, 9)", async () => {
  const device = createUpdatedDevice("", { dailyUpdateMaxAudiences: 2 });
  const named = (name: string) => aCustomAudience({ name, dailyUpdateUri: `${updateUri}/${name}` });
  await join(device, named("first"));
  await device.clock.sleep(1);
  await join(device, named("second"), { ...named("third"), ads: [] });
  await device.clock.sleep(day);

  await device.adServices.controls.runBackgroundJob("daily-update");

  expect(urlsOf(device)).toEqual([`${updateUri}/third`, `${updateUri}/first`]);
});

it("asks for audiences of every app, but for none that is not active yet (spec: on-device 9)", async () => {
  const device = createUpdatedDevice();
  await device.adServices.forApp("com.example.other").joinCustomAudience(aCustomAudience());

  await update(device, { activationTimeMs: startsAtMs + day + 1 });

  expect(device.http.requests).toHaveLength(1);
});

it("stops when the job's time is over, and says what it was waiting for (spec: on-device 5)", async () => {
  const device = createUpdatedDevice(hang, { dailyUpdateJobTimeoutMs: 45_000 });
  const named = (name: string) => aCustomAudience({ name, dailyUpdateUri: `${updateUri}/${name}` });
  await join(device, named("one"), named("two"), named("three"));
  await device.clock.sleep(day);

  await device.adServices.controls.runBackgroundJob("daily-update");

  expect(device.clock.elapsedMs()).toBe(day + 45_000);
  expect(urlsOf(device)).toEqual([`${updateUri}/one`, `${updateUri}/two`]);
  expect(device.events.at(-1)).toMatchObject({
    type: "background-job.finished",
    job: "daily-update",
    detail: `the job did not finish within 45000 ms: waiting for GET ${updateUri}/two`,
  });
});

it("does not bring back an audience that was left meanwhile", async () => {
  const device = createUpdatedDevice({ latencyMs: 100 });
  await join(device, aCustomAudience());
  await device.clock.sleep(day);

  const running = device.adServices.controls.runBackgroundJob("daily-update");
  await device.clock.sleep(50);
  await device.adServices.leaveCustomAudience({ buyer: "buyer.example", name: "shoes" });
  await running;

  expect([updatesIn(device), await tellAudiences(device, "buyer.example")]).toEqual([[], []]);
});

// spec: on-device 9
it.each<[string, () => DeviceFixture, string]>([
  [
    "are past their expiration",
    () => createUpdatedDevice("", { customAudienceDefaultLifetimeMs: day }),
    "expired 0 ms ago",
  ],
  [
    "are of an app that the device does not let call any more",
    () => {
      const device = createUpdatedDevice();
      device.adServices.subscribe(({ type }) => {
        if (type !== "audience.joined") return;
        device.adServices.controls.setConditions({ allowedApps: ["com.example.other"] });
      });
      return device;
    },
    "com.example.game is not on the device's list of apps",
  ],
  [
    "are of a buyer that is not enrolled any more",
    () => {
      const device = createUpdatedDevice();
      device.adServices.subscribe(({ type }) => {
        if (type !== "audience.joined") return;
        device.adServices.controls.setConditions({
          enrolledAdTechs: { allBut: ["Buyer.example"] },
        });
      });
      return device;
    },
    "buyer.example is not enrolled",
  ],
])("first deletes audiences that %s, and asks nobody for them", async (_case, create, detail) => {
  const device = create();

  await update(device);

  expect(device.events.slice(-2)).toMatchObject([
    { type: "audience.deleted", owner: "com.example.game", name: "shoes", detail },
    { type: "background-job.finished", job: "daily-update" },
  ]);
  expect(device.http.requests).toEqual([]);
});

it("makes room by deleting what has expired (spec: on-device 9)", async () => {
  const set = { customAudienceMaxCount: 1, customAudienceDefaultLifetimeMs: 1_000 };
  const device = createUpdatedDevice("", set);
  await join(device, aCustomAudience());
  await device.clock.sleep(1_000);
  await errorOf(() => join(device, aCustomAudience()));

  await device.adServices.controls.runBackgroundJob("daily-update");

  await expect(join(device, aCustomAudience())).resolves.toBeUndefined();
});

it("knows no other jobs", async () => {
  const { adServices } = createDevice();

  const error = await errorOf(() =>
    adServices.controls.runBackgroundJob("dayly-update" as "daily-update"),
  );

  expect(error.code).toBe("ERR_CONFIG_INVALID");
});

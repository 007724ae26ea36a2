import type { JsonObject, JsonValue, ScheduleUpdateInput } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience } from "../../../support/builders.ts";
import {
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { unreachable, type Route } from "../../../support/scripted-internet.ts";
import { startsAtMs } from "../../../support/test-environment.ts";
import { tellAudiences, tellingScript } from "../../../support/what-audiences-say.ts";

const updateUri = "https://buyer.example/schedule";
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A custom audience as a server wants it joined. */
function anAudienceJson(name: string, changes: JsonObject = {}): JsonObject {
  return {
    owner: "com.example.game",
    buyer: "buyer.example",
    name,
    activation_time: startsAtMs,
    expiration_time: startsAtMs + 30 * day,
    daily_update_uri: "https://buyer.example/update",
    bidding_logic_uri: "https://buyer.example/bidding.js",
    user_bidding_signals: { from: "server" },
    trusted_bidding_data: {
      trusted_bidding_uri: "https://buyer.example/trusted",
      trusted_bidding_keys: [],
    },
    ads: [{ render_uri: "https://buyer.example/ad", metadata: {} }],
    ...changes,
  };
}

function createUpdatedDevice(route: Route, set = {}): DeviceFixture {
  return createDevice({
    profile: { base: "android-all-on", set },
    routes: { [updateUri]: route, "https://buyer.example/bidding.js": tellingScript },
  });
}

/** Schedules an update in half an hour, and runs the job when it is due. */
async function update(device: DeviceFixture, changes: Partial<ScheduleUpdateInput> = {}) {
  const input = { updateUri, minDelayMs: 30 * minute, ...changes };
  await device.adServices.scheduleCustomAudienceUpdate(input);
  await device.clock.sleep(30 * minute);
  await device.adServices.controls.runBackgroundJob("scheduled-update");
}

async function namesOn(device: DeviceFixture): Promise<readonly unknown[]> {
  const audiences = await tellAudiences(device, "buyer.example");
  return audiences.map((audience) => (audience as JsonObject)["name"]);
}

function bodyOf(device: DeviceFixture): JsonValue {
  return JSON.parse(
    device.http.requests.find(({ url }) => url === updateUri)?.body ?? "null",
  ) as JsonValue;
}

it("asks nobody until an update is due, and then once (spec: on-device 9)", async () => {
  const device = createUpdatedDevice("{}");
  const { adServices, clock, http } = device;
  await adServices.scheduleCustomAudienceUpdate({ updateUri, minDelayMs: 30 * minute });
  await clock.sleep(30 * minute - 1);
  await adServices.controls.runBackgroundJob("scheduled-update");
  const early = http.requests.length;
  await clock.sleep(1);

  await adServices.controls.runBackgroundJob("scheduled-update");
  await adServices.controls.runBackgroundJob("scheduled-update");

  expect(early).toBe(0);
  expect(http.requests).toEqual([
    {
      method: "POST",
      url: updateUri,
      purpose: "scheduled-update",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: '{"partial_custom_audience_data":[]}',
      maxResponseBytes: 1_048_576,
    },
  ]);
});

it("runs no job by itself, however far the clock moves", async () => {
  const device = createUpdatedDevice("{}");
  await device.adServices.scheduleCustomAudienceUpdate({ updateUri, minDelayMs: 30 * minute });

  await device.clock.sleep(10 * day);

  expect(device.http.requests).toEqual([]);
});

it("leaves first and joins then, so that there is room (spec: on-device 9)", async () => {
  const answer = JSON.stringify({
    leave: ["old", "never joined", 1],
    join: [anAudienceJson("new"), 1],
  });
  const device = createUpdatedDevice(answer, { customAudienceMaxCount: 1 });
  await join(device, aCustomAudience({ name: "old" }));

  await update(device);

  const named = { owner: "com.example.game", buyer: "buyer.example" };
  const by = "scheduled-update";
  expect(device.events.filter(({ type }) => type.startsWith("audience."))).toMatchObject([
    { type: "audience.joined", name: "old" },
    { type: "audience.left", ...named, name: "old", by },
    { type: "audience.joined", ...named, name: "new", by },
  ]);
  expect(await namesOn(device)).toEqual(["new"]);
});

it("sends what the app says, and lets it win over the answer, by name (spec: on-device 9)", async () => {
  const joined = [anAudienceJson("shoes", { owner: "com.example.other" }), anAudienceJson("boots")];
  const device = createUpdatedDevice(JSON.stringify({ join: joined }));
  const partial = {
    name: "shoes",
    activationTimeMs: startsAtMs + hour,
    expirationTimeMs: startsAtMs + 10 * day,
    userBiddingSignals: "{from:'app'}",
  };

  await update(device, { partialCustomAudiences: [partial] });
  await device.clock.sleep(hour);

  expect(bodyOf(device)).toEqual({
    partial_custom_audience_data: [
      {
        owner: "com.example.game",
        buyer: "buyer.example",
        name: "shoes",
        activation_time: startsAtMs + hour,
        expiration_time: startsAtMs + 10 * day,
        user_bidding_signals: { from: "app" },
      },
    ],
  });
  expect(await tellAudiences(device, "buyer.example")).toMatchObject([
    {
      name: "shoes",
      owner: "com.example.game",
      expiration_time: startsAtMs + 10 * day,
      user_bidding_signals: { from: "app" },
    },
    { name: "boots", user_bidding_signals: { from: "server" } },
  ]);
});

it("needs owner and buyer in the answer, unless the app named the audience (spec: on-device 9)", async () => {
  const { owner: _owner, buyer: _buyer, ...anonymous } = anAudienceJson("shoes");
  const answer = JSON.stringify({ join: [anonymous, { ...anonymous, name: "boots" }] });
  const device = createUpdatedDevice(answer);

  await update(device, { partialCustomAudiences: [{ name: "shoes" }] });

  expect(await namesOn(device)).toEqual(["shoes"]);
  expect(ledgerOf(device)).toContain(
    "custom audience buyer.example/boots | audience-refused | the custom audience lacks owner, buyer",
  );
});

it("skips what is incomplete, invalid, too large or one too many, and joins the rest (spec: on-device 9)", async () => {
  const { ads: _ads, ...incomplete } = anAudienceJson("incomplete");
  const answer = {
    join: [
      incomplete,
      anAudienceJson("foreign", { bidding_logic_uri: "https://other.example/b.js" }),
      anAudienceJson("malformed", { ads: {} }),
      anAudienceJson("large", { user_bidding_signals: { a: "x".repeat(8_000) } }),
      anAudienceJson("good"),
      anAudienceJson("late"),
    ],
  };
  const device = createUpdatedDevice(JSON.stringify(answer), { customAudienceMaxCount: 1 });

  await update(device);

  expect(await namesOn(device)).toEqual(["good"]);
  expect(ledgerOf(device)).toEqual([
    "custom audience buyer.example/incomplete | audience-refused | the custom audience lacks ads",
    "custom audience buyer.example/foreign | audience-refused | custom audience buyer.example/foreign: The buyer host name buyer.example and the buyer-provided bidding logic uri's host name other.example are not consistent. Given: dailyUpdateUri https://buyer.example/update, biddingLogicUri https://other.example/b.js, trustedBiddingUri https://buyer.example/trusted.",
    "custom audience buyer.example/malformed | audience-refused | a value is not of its kind: ads: Invalid input: expected array, received object",
    expect.stringMatching(
      /large \| audience-refused \| the custom audience has 84\d\d bytes; the limit is 8192/,
    ),
    expect.stringContaining("late | audience-refused | Custom audience quantity check failed."),
  ]);
});

it("does not even send what the app says when it is invalid (spec: on-device 9)", async () => {
  const device = createUpdatedDevice("{}");

  await update(device, {
    partialCustomAudiences: [{ name: "x".repeat(201) }, { name: "shoes" }],
  });

  expect(bodyOf(device)).toEqual({
    partial_custom_audience_data: [
      { owner: "com.example.game", buyer: "buyer.example", name: "shoes" },
    ],
  });
});

// spec: on-device 9
it.each<[string, Route, string]>([
  ["a status of 500", { status: 500 }, `POST ${updateUri} answered with status 500`],
  ["nothing", unreachable, `${updateUri} is unreachable`],
  [
    "no JSON",
    "<html>",
    `${updateUri} answered with no JSON object: expected a value at character 1, got "<"`,
  ],
  [
    "more than 100 KiB",
    `{"a":"${"x".repeat(102_393)}"}`,
    `${updateUri} answered with 102401 bytes; the limit is 102400`,
  ],
])("tries again after %s, until the update is 24 hours old", async (_case, route, why) => {
  const device = createUpdatedDevice(route);
  const { adServices, clock, http } = device;
  await update(device);
  await clock.sleep(day - 30 * minute);
  await adServices.controls.runBackgroundJob("scheduled-update");
  await clock.sleep(1);

  await adServices.controls.runBackgroundJob("scheduled-update");

  expect(http.requests).toHaveLength(2);
  expect(ledgerOf(device)).toEqual([
    `update ${updateUri} | audience-update-failed | ${why}`,
    `update ${updateUri} | audience-update-failed | ${why}`,
    `update ${updateUri} | audience-update-overdue | it is 86400001 ms old; the limit is 86400000`,
  ]);
});

it("takes an answer of 100 KiB (spec: on-device 5)", async () => {
  const device = createUpdatedDevice(`{"a":"${"x".repeat(102_392)}"}`);

  await update(device);

  expect(ledgerOf(device)).toEqual([]);
});

// spec: on-device 9
it.each([
  [30 * minute - 1, false],
  [30 * minute, true],
  [301 * minute - 1, true],
  [301 * minute, false],
])("takes a delay of 30 to 300 whole minutes: %i ms", async (minDelayMs, isTaken) => {
  const device = createUpdatedDevice("{}");

  const scheduling = device.adServices.scheduleCustomAudienceUpdate({ updateUri, minDelayMs });

  await scheduling.catch(() => undefined);
  const failures = device.events.flatMap((event) =>
    event.type === "device-call.failed" ? [[event.status, event.serviceMessage]] : [],
  );
  expect(failures).toEqual(isTaken ? [] : [[2, "Delay Time not within permissible limits"]]);
});

it("has one update pending per app and buyer (spec: on-device 9)", async () => {
  const device = createUpdatedDevice("{}");
  const { adServices } = device;
  const input = { updateUri, minDelayMs: 30 * minute };
  await adServices.scheduleCustomAudienceUpdate(input);
  await adServices.scheduleCustomAudienceUpdate({ ...input, updateUri: "https://other.example/" });
  await adServices.forApp("com.example.other").scheduleCustomAudienceUpdate(input);

  const error = await errorOf(() => adServices.scheduleCustomAudienceUpdate(input));

  expect([error.code, error.message]).toEqual([
    "ERR_DEVICE_ILLEGAL_STATE",
    'scheduleCustomAudienceUpdate threw IllegalStateException "Failed to schedule update. A request is already pending.".',
  ]);
  expect(lastFailureOf(device).status).toBe(29);
  expect(ledgerOf(device)).toEqual([
    `scheduleCustomAudienceUpdate call-4 | audience-update-pending | com.example.game has an update from ${updateUri} pending`,
  ]);
});

it("replaces a pending update when it is told to (spec: on-device 9)", async () => {
  const device = createUpdatedDevice("{}");
  const later = "https://buyer.example/schedule/later";
  await device.adServices.scheduleCustomAudienceUpdate({ updateUri, minDelayMs: 30 * minute });

  await update(device, { updateUri: later, shouldReplacePendingUpdates: true });

  expect(device.http.requests.map(({ url }) => url)).toEqual([later]);
  expect(device.events.map(({ type }) => type)).toEqual([
    "audience-update.scheduled",
    "audience-update.dropped",
    "audience-update.scheduled",
    "http.finished",
    "background-job.finished",
  ]);
});

it("may be scheduled anew once it has been carried out (spec: on-device 9)", async () => {
  const device = createUpdatedDevice("{}");
  await update(device);

  await expect(update(device)).resolves.toBeUndefined();
});

it("is off in profile android (spec: on-device 5)", async () => {
  const device = createDevice({ profile: "android" });

  await errorOf(() =>
    device.adServices.scheduleCustomAudienceUpdate({ updateUri, minDelayMs: 30 * minute }),
  );

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: "scheduleCustomAudienceUpdate is disabled.",
  });
});

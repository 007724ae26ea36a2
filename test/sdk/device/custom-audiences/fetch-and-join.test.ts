import type { FetchCustomAudienceInput, JsonObject } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience } from "../../../support/builders.ts";
import { createDevice, join, lastFailureOf, ledgerOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { hang, unreachable, type Route } from "../../../support/scripted-internet.ts";
import { startsAtMs } from "../../../support/test-environment.ts";
import { tellAudiences, tellingScript } from "../../../support/what-audiences-say.ts";

const fetchUri = "https://buyer.example/fetch";
const day = 86_400_000;

/** A server's answer that lacks only what the device adds by itself: owner and buyer. */
const answer: JsonObject = {
  name: "shoes",
  activation_time: startsAtMs,
  expiration_time: startsAtMs + 30 * day,
  daily_update_uri: "https://buyer.example/update",
  bidding_logic_uri: "https://buyer.example/bidding.js",
  user_bidding_signals: { from: "server" },
  trusted_bidding_data: {
    trusted_bidding_uri: "https://buyer.example/trusted",
    trusted_bidding_keys: ["k", 1],
  },
  ads: [{ render_uri: "https://buyer.example/ad", metadata: {}, unknown: true }],
};

function createFetchingDevice(route: Route = JSON.stringify(answer), set = {}) {
  return createDevice({
    profile: { base: "android-all-on", set },
    routes: { [fetchUri]: route, "https://buyer.example/bidding.js": tellingScript },
  });
}

const onDevice = {
  ad: "https://buyer.example/ad",
  owner: "com.example.game",
  buyer: "buyer.example",
  name: "shoes",
  activation_time: startsAtMs,
  expiration_time: startsAtMs + 30 * day,
  user_bidding_signals: { from: "server" },
};

it("joins what the buyer's server describes (spec: on-device 9)", async () => {
  const device = createFetchingDevice();

  await device.adServices.fetchAndJoinCustomAudience({ fetchUri });

  const { owner, buyer, name } = onDevice;
  expect(device.events.at(-1)).toEqual({
    type: "audience.joined",
    atMs: 0,
    owner,
    buyer,
    name,
    by: "fetch",
  });
  expect(await tellAudiences(device, "buyer.example")).toEqual([onDevice]);
  expect(device.http.requests.map(({ url }) => url)).toContain(
    "https://buyer.example/trusted?keys=k",
  );
});

it("sends what the app says in a header, and lets it win over the answer (spec: on-device 9)", async () => {
  const device = createFetchingDevice();

  await device.adServices.fetchAndJoinCustomAudience({
    fetchUri,
    name: "über",
    activationTimeMs: startsAtMs,
    expirationTimeMs: startsAtMs + 2 * day,
    userBiddingSignals: "{from:'app'}",
  });

  const [request] = device.http.requests;
  expect([request?.method, request?.body]).toEqual(["GET", undefined]);
  expect(request?.headers).toEqual({
    "X-CUSTOM-AUDIENCE-DATA": `{"owner":"com.example.game","buyer":"buyer.example","name":"\\u00fcber","activation_time":${startsAtMs},"expiration_time":${startsAtMs + 2 * day},"user_bidding_signals":{"from":"app"}}`,
  });
  expect(await tellAudiences(device, "buyer.example")).toEqual([
    {
      ...onDevice,
      name: "über",
      expiration_time: startsAtMs + 2 * day,
      user_bidding_signals: { from: "app" },
    },
  ]);
});

it("takes the host of the address for the buyer, or the enrolled ad tech that it belongs to (spec: on-device 9)", async () => {
  const device = createDevice();
  device.adServices.controls.setConditions({ enrolledAdTechs: ["buyer.example"] });

  await errorOf(() =>
    device.adServices.fetchAndJoinCustomAudience({ fetchUri: "https://eu.buyer.example/fetch" }),
  );
  device.adServices.controls.setConditions({ enrolledAdTechs: "all" });
  await errorOf(() =>
    device.adServices.fetchAndJoinCustomAudience({ fetchUri: "https://EU.buyer.example/fetch" }),
  );

  expect(device.http.requests.map(({ headers }) => headers?.["X-CUSTOM-AUDIENCE-DATA"])).toEqual([
    '{"owner":"com.example.game","buyer":"buyer.example"}',
    '{"owner":"com.example.game","buyer":"eu.buyer.example"}',
  ]);
});

it("overwrites the audience of that name, and reckons its last update from now (spec: on-device 9)", async () => {
  const device = createFetchingDevice();
  await join(device, aCustomAudience({ userBiddingSignals: { from: "join" }, ads: [] }));

  await device.adServices.fetchAndJoinCustomAudience({ fetchUri });
  await device.adServices.controls.runBackgroundJob("daily-update");

  expect(await tellAudiences(device, "buyer.example")).toEqual([onDevice]);
  expect(device.http.requests.map(({ purpose }) => purpose)).not.toContain("daily-update");
});

it.each(Object.keys(answer))("refuses an answer without %s (spec: on-device 9)", async (key) => {
  const { [key]: _missing, ...incomplete } = answer;
  const device = createFetchingDevice(JSON.stringify(incomplete));

  const error = await errorOf(() => device.adServices.fetchAndJoinCustomAudience({ fetchUri }));

  expect([error.code, error.details]).toEqual([
    "ERR_DEVICE_INVALID_OBJECT",
    expect.objectContaining({
      exception: "InvalidObjectException",
      exceptionMessage: "The service received an invalid object from the server.",
    }),
  ]);
  expect(lastFailureOf(device)).toMatchObject({
    status: 15,
    serviceMessage: "Fused custom audience is incomplete.",
  });
  expect(ledgerOf(device)).toEqual([
    `fetchAndJoinCustomAudience call-1 | audience-refused | the custom audience lacks ${key}`,
  ]);
});

const whole = { owner: "com.example.game", buyer: "buyer.example", ...answer };
/** Of what becomes of the answer: the key that is no text and the field that nobody knows are not counted. */
const restBytes = JSON.stringify({
  ...whole,
  user_bidding_signals: { a: "" },
  trusted_bidding_data: {
    trusted_bidding_uri: "https://buyer.example/trusted",
    trusted_bidding_keys: ["k"],
  },
  ads: [{ render_uri: "https://buyer.example/ad", metadata: {} }],
}).length;

// spec: on-device 9
it.each([
  [8_192, undefined],
  [8_193, "Fused custom audience exceeds size limit."],
])("takes a custom audience of %i bytes, or not", async (bytes, words) => {
  const signals = { a: "x".repeat(bytes - restBytes) };
  const device = createFetchingDevice(JSON.stringify({ ...answer, user_bidding_signals: signals }));

  await device.adServices.fetchAndJoinCustomAudience({ fetchUri }).catch(() => undefined);

  const failures = device.events.flatMap((event) =>
    event.type === "device-call.failed" ? [[event.status, event.serviceMessage]] : [],
  );
  expect(failures).toEqual(words === undefined ? [] : [[15, words]]);
});

// spec: on-device 6.1, 9
it.each<[string, Route, number, string]>([
  ["no JSON", "<html>", 15, 'expected a value at character 1, got "<"'],
  ["a status of 500", { status: 500 }, 1, `GET ${fetchUri} answered with status 500`],
  ["nothing", unreachable, 1, `${fetchUri} is unreachable`],
  ["nothing in time", hang, 1, `GET ${fetchUri} did not answer within 5000 ms`],
  ["a field of the wrong kind", JSON.stringify({ ...answer, name: 1 }), 1, "Unexpected format"],
  [
    "one bad ad among good ones",
    JSON.stringify({ ...answer, ads: [...(answer["ads"] as []), {}] }),
    1,
    "Unexpected format",
  ],
  [
    "a script elsewhere",
    JSON.stringify({ ...answer, bidding_logic_uri: "https://other.example/b.js" }),
    2,
    "Invalid object of type com.android.adservices.service.customaudience.CustomAudienceBlob. The violations are: [The buyer host name buyer.example and the buyer-provided bidding logic uri's host name other.example are not consistent.]",
  ],
  [
    "signals over 8192 bytes",
    JSON.stringify({ ...answer, user_bidding_signals: { a: "x".repeat(8_185) } }),
    2,
    expect.stringContaining(
      "user bidding signal size should not exceed 8192 byte(s), the provided data size is 8193",
    ) as string,
  ],
])("fails when the server answers %s, and joins nothing", async (_case, route, status, words) => {
  const device = createFetchingDevice(route);

  await errorOf(() => device.adServices.fetchAndJoinCustomAudience({ fetchUri }));

  expect(lastFailureOf(device)).toMatchObject({ status, serviceMessage: words });
  expect(await tellAudiences(device, "buyer.example")).toEqual([]);
});

// spec: on-device 9
it.each<[string, Partial<FetchCustomAudienceInput>, object, string]>([
  ["an address without a host", { fetchUri: "fetch" }, {}, "fetch names no host, hence no buyer."],
  [
    "a name too long",
    { name: "x".repeat(201) },
    {},
    expect.stringContaining("Custom audience name should not exceed 200 byte(s)") as string,
  ],
  [
    "a header too large",
    { userBiddingSignals: { a: "x".repeat(8_150) } },
    {},
    "Size of custom headers exceeds limit.",
  ],
  [
    "one more than there is room for",
    {},
    { customAudienceMaxCount: 1 },
    "Custom audience quantity check failed. [The max number of custom audience for the device has been reached.]",
  ],
])("refuses %s, and asks nobody", async (_case, changes, set, words) => {
  const device = createFetchingDevice(undefined, set);
  await join(device, aCustomAudience());

  await errorOf(() => device.adServices.fetchAndJoinCustomAudience({ fetchUri, ...changes }));

  expect(lastFailureOf(device)).toMatchObject({ status: 2, serviceMessage: words });
  expect(device.http.requests).toEqual([]);
});

// spec: on-device 9: Retry-After in milliseconds, from 30 s to 24 h
it.each([
  ["60000", 60_000],
  ["29999", 30_000],
  ["86400001", day],
  ["soon", 30_000],
  [undefined, 30_000],
])("stays away from a server that answers 429 and Retry-After %s", async (retryAfter, forMs) => {
  const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
  const device = createFetchingDevice({ status: 429, headers });
  const fetchAgain = () => device.adServices.fetchAndJoinCustomAudience({ fetchUri });
  const failures = [await errorOf(fetchAgain)];
  device.http.serve(fetchUri, JSON.stringify(answer));
  await device.clock.sleep(forMs - 1);
  failures.push(await errorOf(fetchAgain));
  const { status, serviceMessage } = lastFailureOf(device);
  await device.clock.sleep(1);

  await fetchAgain();

  expect(failures.map(({ code, message }) => [code, message])).toEqual(
    Array.from({ length: 2 }, () => [
      "ERR_DEVICE_LIMIT_EXCEEDED",
      'fetchAndJoinCustomAudience threw LimitExceededException "Server rate limit exceeded.".',
    ]),
  );
  expect([status, serviceMessage]).toEqual([
    17,
    "This combination of owner and buyer is quarantined!",
  ]);
  expect(device.http.requests).toHaveLength(2);
});

it("says which value of an answer is not of its kind in the ledger alone (spec: on-device 9)", async () => {
  const ads = [...(answer["ads"] as []), { metadata: {} }];
  const device = createFetchingDevice(JSON.stringify({ ...answer, name: null, ads }));

  await errorOf(() => device.adServices.fetchAndJoinCustomAudience({ fetchUri }));

  expect(lastFailureOf(device)).toMatchObject({ status: 1, serviceMessage: "Unexpected format" });
  expect(ledgerOf(device)).toEqual([
    "fetchAndJoinCustomAudience call-1 | audience-refused | a value is not of its kind: name: Invalid input: expected string, received null; ads[1].render_uri: Invalid input: expected string, received undefined",
  ]);
});

it("explains a quarantine in the ledger", async () => {
  const device = createFetchingDevice({ status: 429, headers: { "retry-after": "60000" } });
  await errorOf(() => device.adServices.fetchAndJoinCustomAudience({ fetchUri }));
  await device.clock.sleep(10_000);

  await errorOf(() => device.adServices.fetchAndJoinCustomAudience({ fetchUri }));

  expect(ledgerOf(device)).toEqual([
    'fetchAndJoinCustomAudience call-1 | buyer-quarantined | buyer.example answered with status 429 and Retry-After "60000": com.example.game stays away for 60000 ms',
    "fetchAndJoinCustomAudience call-2 | buyer-quarantined | buyer.example asked com.example.game to stay away for another 50000 ms",
  ]);
});

it("keeps one app away from one buyer, and nobody else (spec: on-device 9)", async () => {
  const device = createFetchingDevice({ status: 429 });
  await errorOf(() => device.adServices.fetchAndJoinCustomAudience({ fetchUri }));
  device.http.serve(fetchUri, JSON.stringify(answer));

  const joining = device.adServices
    .forApp("com.example.other")
    .fetchAndJoinCustomAudience({ fetchUri });

  await expect(joining).resolves.toBeUndefined();
});

it("is off in profile android (spec: on-device 5)", async () => {
  const device = createDevice({ profile: "android" });

  await errorOf(() => device.adServices.fetchAndJoinCustomAudience({ fetchUri }));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: "fetchCustomAudience is disabled.",
  });
  expect(device.http.requests).toEqual([]);
});

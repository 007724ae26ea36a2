import type { ConditionsChange, Profile } from "fledgling";
import { expect, it } from "vitest";
import { anAdSelectionConfig } from "../../../support/builders.ts";
import { join } from "../../../support/device-fixture.ts";
import { unreachable } from "../../../support/scripted-internet.ts";
import {
  aDebuggedAudience,
  createDebuggedDevice,
  debugUrlsOf,
  reportsOf,
  withheldIn,
} from "./a-debugged-auction.ts";

const win = "https://buyer.example/win";
const winner = aDebuggedAudience([{ bid: 1, win }]);

/** An address of that many characters. */
const longUrl = (length: number) => "https://buyer.example/".padEnd(length, "x");

it("sends behind the auction, by GET, once the app has its outcome (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();
  await join(device, winner);

  await device.adServices.selectAds(anAdSelectionConfig());
  const sentByThen = debugUrlsOf(device);
  await device.adServices.settled();

  expect(sentByThen).toEqual([]);
  expect(device.http.requests.at(-1)).toEqual({ method: "GET", url: win, purpose: "debug-report" });
  expect(device.events.at(-1)).toEqual({
    type: "debug-report.sent",
    atMs: 0,
    callId: "call-2",
    destination: "buyer",
    renderUri: "https://buyer.example/shoes-0",
    won: true,
    uri: win,
    status: 200,
  });
});

it("tries once, and lets nobody know of a failure (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice({ routes: { [win]: unreachable } });

  expect(await reportsOf(device, [winner])).toEqual([win]);
  expect(device.events.at(-1)).toMatchObject({
    type: "debug-report.sent",
    detail: `${win} is unreachable`,
  });
});

it.each([
  ["a subdomain", "https://eu.buyer.example/win"],
  ["a domain in upper case", "https://BUYER.example/win"],
  ["2048 characters", longUrl(2_048)],
])("sends to an address of %s (spec: on-device 1.6)", async (_case, url) => {
  const device = createDebuggedDevice();

  const reports = await reportsOf(device, [aDebuggedAudience([{ bid: 1, win: url }])]);

  expect(reports).toEqual([url]);
});

const foreign = "is not https on buyer.example or a subdomain";

it.each([
  ["another domain", "https://other.example/", `"https://other.example/" ${foreign}`],
  [
    "a domain that ends alike",
    "https://notbuyer.example/",
    `"https://notbuyer.example/" ${foreign}`,
  ],
  ["plain http", "http://buyer.example/", `"http://buyer.example/" ${foreign}`],
  ["2049 characters", longUrl(2_049), "its address has 2049 characters; the limit is 2048"],
])("sends nothing to an address of %s (spec: on-device 1.6)", async (_case, url, problem) => {
  const device = createDebuggedDevice();

  const reports = await reportsOf(device, [aDebuggedAudience([{ bid: 1, win: url }])]);

  expect(reports).toEqual([]);
  expect(withheldIn(device)).toEqual([problem]);
});

it("puts no more of a withheld address into the trace than could have been sent", async () => {
  const device = createDebuggedDevice();

  await reportsOf(device, [aDebuggedAudience([{ bid: 1, win: longUrl(5_000) }])]);

  expect(device.events.at(-1)).toMatchObject({
    type: "debug-report.withheld",
    uri: longUrl(2_048),
    detail: "its address has 5000 characters; the limit is 2048",
  });
});

it("measures an address with its values put in (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();
  const filled = longUrl(2_045);

  const reports = await reportsOf(device, [
    aDebuggedAudience([{ bid: 1, win: `${filled}\${winningBid}` }]),
  ]);

  expect(reports).toEqual([`${filled}1.0`]);
});

it("tells a host 75 times in one auction, a subdomain apart, and counts anew in the next (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();
  const losers = Array.from({ length: 76 }, (_, index) =>
    aDebuggedAudience([{ bid: 1, loss: `https://other.example/${index}` }], {
      buyer: "other.example",
      name: `loser-${index}`,
    }),
  );
  const apart = aDebuggedAudience([{ bid: 1, loss: "https://eu.other.example/" }], {
    buyer: "other.example",
    name: "apart",
  });
  const expected = [
    win,
    ...losers.slice(0, 75).map((_, index) => `https://other.example/${index}`),
    "https://eu.other.example/",
  ];

  const reports = await reportsOf(device, [winnerOf(2), ...losers, apart]);
  const again = await reportsOf(device, []);

  expect(reports).toEqual(expected);
  expect(again).toEqual([...expected, ...expected]);
  expect(withheldIn(device)[0]).toBe("other.example is told 75 times at most");
});

function winnerOf(bid: number) {
  return aDebuggedAudience([{ bid, win }]);
}

it.each<[string, ConditionsChange, Partial<Profile["settings"]>, string]>([
  [
    "the feature is off",
    {},
    { debugReportingEnabled: false },
    "this profile has debugReportingEnabled off",
  ],
  [
    "there is no advertising id",
    {},
    { adIdKillSwitch: true },
    "this profile has adIdKillSwitch on",
  ],
  [
    "the app lacks the permission",
    { permissions: ["ad-selection"] },
    {},
    "com.example.game does not ask for ad-id",
  ],
  ["the user limits ad tracking", { limitAdTracking: true }, {}, "the user limits ad tracking"],
  ["the id is zeroed", { adId: "zeroed" }, {}, "the advertising id is all zeros"],
  ["the id cannot be read", { adId: "failing" }, {}, "the advertising id cannot be read"],
  [
    "the id takes too long",
    { adIdLatencyMs: 51 },
    {},
    "the advertising id takes 51 ms; the limit is 50",
  ],
])(
  "reports nothing while %s, and the auction goes on (spec: on-device 1.6)",
  async (_case, conditions, set, why) => {
    const device = createDebuggedDevice({ set });
    await join(device, winner);
    device.adServices.controls.setConditions(conditions);

    const reports = await reportsOf(device, []);

    expect(reports).toEqual([]);
    expect(withheldIn(device)).toEqual([why]);
    expect(device.events.filter(({ type }) => type === "ad-selection.finished")).toHaveLength(1);
  },
);

it("has functions that do nothing in a profile as AOSP's code has it (spec: on-device 1.6, 5)", async () => {
  const device = createDebuggedDevice({ set: { debugReportingEnabled: false } });

  await reportsOf(device, [winner]);

  const runs = device.events.flatMap((event) =>
    event.type === "logic.finished" ? [event.outcome] : [],
  );
  expect(runs).toEqual(["returned", "returned"]);
});

it("waits 50 ms for the advertising id, which is no part of the auction's time (spec: on-device 1.6, 2.1)", async () => {
  const device = createDebuggedDevice({ set: { adSelectionTimeoutMs: 10 } });
  device.adServices.controls.setConditions({ adIdLatencyMs: 50 });

  const reports = await reportsOf(device, [winner]);

  expect(reports).toEqual([win]);
  expect(device.clock.elapsedMs()).toBe(50);
});

it("waits no longer than that for an id that does not come (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();
  device.adServices.controls.setConditions({ adIdLatencyMs: 5_000 });

  await reportsOf(device, [winner]);

  expect(device.clock.elapsedMs()).toBe(50);
});

it("keeps reports for the job debug-reports where they do not go out at once (spec: on-device 1.6, 5)", async () => {
  const device = createDebuggedDevice({ set: { debugReportsSentImmediately: false } });

  const atOnce = await reportsOf(device, [winner]);
  await device.adServices.controls.runBackgroundJob("debug-reports");
  await device.adServices.controls.runBackgroundJob("debug-reports");

  expect(atOnce).toEqual([]);
  expect(debugUrlsOf(device)).toEqual([win]);
  expect(device.events.map(({ type }) => type).slice(-6)).toEqual([
    "ad-selection.finished",
    "debug-report.queued",
    "http.finished",
    "debug-report.sent",
    "background-job.finished",
    "background-job.finished",
  ]);
});

it("sends a batch with each run of the job, the oldest first (spec: on-device 5)", async () => {
  const set = { debugReportsSentImmediately: false, maxDebugReportsPerBatch: 1 };
  const device = createDebuggedDevice({ set });
  const sellerWin = "https://seller.example/win";
  await reportsOf(device, [aDebuggedAudience([{ bid: 1, win, sellerWin }])]);
  const sent: (readonly string[])[] = [];
  for (let run = 0; run < 2; run += 1) {
    await device.adServices.controls.runBackgroundJob("debug-reports");
    sent.push(debugUrlsOf(device));
  }

  expect(sent).toEqual([[win], [win, sellerWin]]);
});

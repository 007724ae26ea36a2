import type { CustomAudienceInput } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAd } from "../../../support/builders.ts";
import { createDevice, join, lastFailureOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import {
  aCappedAd,
  aCountedAd,
  counted,
  countedIn,
  spare,
  winnerOf,
  withSpareAd,
} from "./a-counted-ad.ts";

type Ad = NonNullable<CustomAudienceInput["ads"]>[number];

const cap = { adCounterKey: 7, maxCount: 1, intervalMs: 60_000 };
const dayMs = 86_400_000;
const caps = (count: number) => Array.from({ length: count }, () => cap);
const keys = (count: number) => Array.from({ length: count }, (_, key) => key);

/** What the service says of joining with an ad; "joined" when it says nothing. */
async function joining(ad: Ad, profile: "android" | "android-all-on" = "android-all-on") {
  const device = createDevice({ profile });
  try {
    await join(device, aCustomAudience({ ads: [ad] }));
    return "joined";
  } catch {
    return lastFailureOf(device).serviceMessage.replace(/^.*The violations are: /, "");
  }
}

it.each<readonly [string, Ad, string]>([
  ["10 keys", aCountedAd({ adCounterKeys: keys(10) }), "joined"],
  ["a key twice", aCountedAd({ adCounterKeys: [...keys(10), 9] }), "joined"],
  [
    "11 keys",
    aCountedAd({ adCounterKeys: keys(11) }),
    `[For ad ${counted}, AdData should have no more than 10 ad counter keys]`,
  ],
  [
    "20 caps",
    aCountedAd({ adFilters: { frequencyCap: { win: caps(5), view: caps(15) } } }),
    "joined",
  ],
  [
    "21 caps of several kinds",
    aCountedAd({
      adFilters: {
        frequencyCap: { win: caps(5), impression: caps(5), view: caps(5), click: caps(6) },
      },
    }),
    `[For ad ${counted}, FrequencyCapFilters should have no more than 20 filters]`,
  ],
  [
    "a cap of 0",
    aCappedAd("win", 0),
    `[For ad ${counted}, KeyedFrequencyCap max count 0 must be strictly positive]`,
  ],
  [
    "no interval",
    aCappedAd("win", 1, 0),
    `[For ad ${counted}, KeyedFrequencyCap interval PT0S must be strictly positive]`,
  ],
  [
    "an interval of less than a second",
    aCappedAd("win", 1, 999),
    `[For ad ${counted}, KeyedFrequencyCap interval PT0S must be strictly positive]`,
  ],
  ["an interval of 100 days", aCappedAd("win", 1, 100 * dayMs), "joined"],
  ["an interval of a bit more", aCappedAd("win", 1, 100 * dayMs + 999), "joined"],
  [
    "an interval of a second more",
    aCappedAd("win", 1, 100 * dayMs + 1_000),
    `[For ad ${counted}, KeyedFrequencyCap interval PT2400H1S must be no greater than PT2400H]`,
  ],
  ["a render id of 12 bytes", aCountedAd({ adRenderId: "twelve-bytes" }), "joined"],
  [
    "a render id of 13 bytes",
    aCountedAd({ adRenderId: "twelve-bytesé".slice(1) }),
    `[For ad ${counted}, Ad Render Id exceeds max length 12, length is 13.]`,
  ],
])("has limits for what an ad carries: %s (spec: on-device 5, 9)", async (_name, ad, answer) => {
  expect(await joining(ad)).toBe(answer);
});

it("refuses too many keys where the feature is off, too, but no render id then (spec: on-device 5, 9)", async () => {
  const adRenderId = "much longer than twelve bytes";

  expect([
    await joining(aCountedAd({ adCounterKeys: keys(11) }), "android"),
    await joining(aCountedAd({ adRenderId }), "android"),
  ]).toEqual([`[For ad ${counted}, AdData should have no more than 10 ad counter keys]`, "joined"]);
});

it("counts whole seconds of an interval (spec: on-device 9)", async () => {
  const device = createDevice();
  await join(device, withSpareAd(aCappedAd("win", 1, 1_999)));
  await winnerOf(device);

  await device.clock.sleep(1_001);

  expect(await winnerOf(device)).toBe(counted);
});

/** Bytes of an ad's address and metadata. */
const plainBytes = counted.length + '{"bid":2}'.length;

it.each<readonly [string, Partial<Ad>, number]>([
  ["nothing else", { adCounterKeys: [] }, 0],
  ["4 bytes a key", { adCounterKeys: [1, 2, 3] }, 12],
  ["20 bytes a cap", { adCounterKeys: [], adFilters: { frequencyCap: { win: caps(2) } } }, 40],
  [
    "the names of apps",
    { adCounterKeys: [], adFilters: { appInstall: { packageNames: ["com.a", "com.é"] } } },
    11,
  ],
  ["the render id", { adCounterKeys: [], adRenderId: "é" }, 2],
])("measures %s into the size of an ad (spec: on-device 9)", async (_name, facts, bytes) => {
  const size = plainBytes + bytes;
  const set = { customAudienceMaxAdsBytes: size };
  const fits = createDevice({ profile: { base: "android-all-on", set } });
  const lessBy1 = { customAudienceMaxAdsBytes: size - 1 };
  const tooSmall = createDevice({ profile: { base: "android-all-on", set: lessBy1 } });
  const audience = aCustomAudience({ ads: [aCountedAd(facts)] });

  await join(fits, audience);
  await errorOf(() => join(tooSmall, audience));

  expect(lastFailureOf(tooSmall).serviceMessage).toContain(
    `Single custom audience total ads size should not exceed ${size - 1} byte(s), the provided data size is ${size} byte(s).`,
  );
});

it("measures nothing of what is switched off (spec: on-device 5, 9)", async () => {
  const set = { customAudienceMaxAdsBytes: plainBytes };
  const device = createDevice({ profile: { base: "android", set } });
  const ad = { ...aCappedAd("win", 1), adRenderId: "id" };

  await device.adServices.joinCustomAudience(aCustomAudience({ ads: [ad] }));

  expect(device.events).toContainEqual(expect.objectContaining({ type: "audience.joined" }));
});

/** The ad of `aCappedAd("win", 1)`, as a server writes it. */
const adJson = {
  render_uri: counted,
  metadata: { bid: 2 },
  ad_counter_keys: [7],
  ad_filters: {
    frequency_cap: { win: [{ ad_counter_key: 7, max_count: 1, interval_in_seconds: 60 }] },
    app_install: { package_names: ["com.example.shop"] },
  },
  ad_render_id: "id",
};
const spareJson = { render_uri: spare, metadata: { bid: 1 } };

/** A device whose audience has the ads that its daily update brings. */
async function updatedWith(ads: readonly unknown[], options = {}) {
  const device = createDevice({
    routes: { "https://buyer.example/update": JSON.stringify({ ads }) },
    ...options,
  });
  const { ads: _none, ...withoutAds } = aCustomAudience();
  await join(device, withoutAds);
  await device.adServices.controls.runBackgroundJob("daily-update");
  return device;
}

it("reads keys and frequency caps from a daily update (spec: on-device 9)", async () => {
  const device = await updatedWith([adJson, spareJson]);

  expect([await winnerOf(device), await winnerOf(device)]).toEqual([counted, spare]);
});

it("reads app-install filters from a daily update (spec: on-device 9)", async () => {
  const device = await updatedWith([adJson, spareJson]);
  const shop = device.adServices.forApp("com.example.shop");
  await shop.setAppInstallAdvertisers({ advertisers: ["buyer.example"] });

  expect(await winnerOf(device)).toBe(spare);
});

const badCap = { ad_counter_key: 7, max_count: 0, interval_in_seconds: 60 };
it.each<readonly [string, object]>([
  ["keys that are none", { ad_counter_keys: ["seven"] }],
  ["too many keys", { ad_counter_keys: keys(11) }],
  ["a cap without a count", { ad_filters: { frequency_cap: { win: [badCap] } } }],
  ["filters that are none", { ad_filters: "none" }],
  ["a render id that is too long", { ad_render_id: "much longer than 12" }],
])("skips an ad of a daily update that has %s (spec: on-device 9)", async (_name, changes) => {
  const device = await updatedWith([{ ...adJson, ...changes }, spareJson]);

  expect(await winnerOf(device)).toBe(spare);
});

it("does not even look at them where the features are off (spec: on-device 5, 9)", async () => {
  const wrong = { ad_counter_keys: ["seven"], ad_filters: "none", ad_render_id: 1 };

  const device = await updatedWith([{ ...adJson, ...wrong }, spareJson], { profile: "android" });

  expect(await winnerOf(device)).toBe(counted);
});

it("reads all of it from fetchAndJoinCustomAudience, numbers as text included (spec: on-device 9)", async () => {
  const device = createDevice({
    routes: {
      "https://buyer.example/fetch": JSON.stringify({
        buyer: "buyer.example",
        daily_update_uri: "https://buyer.example/update",
        bidding_logic_uri: "https://buyer.example/bidding.js",
        user_bidding_signals: {},
        trusted_bidding_data: {
          trusted_bidding_uri: "https://buyer.example/trusted",
          trusted_bidding_keys: [],
        },
        ads: [{ ...adJson, ad_counter_keys: ["7"] }, spareJson],
      }),
    },
  });
  const nowMs = device.clock.nowMs();

  await device.adServices.fetchAndJoinCustomAudience({
    fetchUri: "https://buyer.example/fetch",
    name: "shoes",
    activationTimeMs: nowMs,
    expirationTimeMs: nowMs + dayMs,
  });

  expect([await winnerOf(device), await winnerOf(device)]).toEqual([counted, spare]);
  expect(countedIn(device)).toEqual([["win", [7], 0]]);
});

it("reads all of it from a scheduled update (spec: on-device 9)", async () => {
  const device = createDevice();
  const nowMs = device.clock.nowMs();
  const joined = {
    name: "shoes",
    activation_time: nowMs,
    expiration_time: nowMs + 10 * dayMs,
    daily_update_uri: "https://buyer.example/update",
    bidding_logic_uri: "https://buyer.example/bidding.js",
    user_bidding_signals: {},
    trusted_bidding_data: {
      trusted_bidding_uri: "https://buyer.example/trusted",
      trusted_bidding_keys: [],
    },
    ads: [adJson, spareJson],
  };
  device.http.serve("https://buyer.example/schedule", JSON.stringify({ join: [joined] }));
  await device.adServices.scheduleCustomAudienceUpdate({
    updateUri: "https://buyer.example/schedule",
    minDelayMs: 1_800_000,
    partialCustomAudiences: [{ name: "shoes" }],
  });
  await device.clock.sleep(1_800_000);

  await device.adServices.controls.runBackgroundJob("scheduled-update");

  expect([await winnerOf(device), await winnerOf(device)]).toEqual([counted, spare]);
});

it("takes an ad with none of it, as ever (spec: on-device 9)", async () => {
  expect(await joining(anAd(1))).toBe("joined");
});

import { serializeContextualAds, type ContextualAds } from "fledgling";
import { expect, it } from "vitest";

type SignedAd = ContextualAds["adsWithBid"][number]["ad"];

/** What stands for one ad with bid 1 in the text that its buyer signs. */
function serializeAd(ad: Partial<SignedAd>): string {
  const whole = { renderUri: "R", metadata: "M", ...ad };
  const text = serializeContextualAds({
    buyer: "B",
    decisionLogicUri: "U",
    adsWithBid: [{ ad: whole, bid: 1 }],
  });
  const [, found] =
    /^buyer=B\|decision_logic_uri=U\|ads_with_bid=ad_data=(.*)\|bid=1\.00\|\|$/.exec(text) ?? [
      text,
    ];
  return found ?? text;
}

function serializeBid(bid: number): string {
  const ad = { renderUri: "R", metadata: "M" };
  const adsWithBid = [{ ad, bid }];
  const text = serializeContextualAds({ buyer: "B", decisionLogicUri: "U", adsWithBid });
  return /bid=([^|]*)\|\|$/.exec(text)?.[1] ?? text;
}

it("has fixed fields, each ended by a bar, and ads joined by commas (spec: on-device 2.9)", () => {
  const text = serializeContextualAds({
    buyer: "B",
    decisionLogicUri: "U",
    adsWithBid: [
      { ad: { renderUri: "R", metadata: "M", adCounterKeys: [1, 2] }, bid: 5 },
      { ad: { renderUri: "S", metadata: "N" }, bid: 0.5 },
    ],
  });

  expect(text).toBe(
    "buyer=B|decision_logic_uri=U|ads_with_bid=" +
      "ad_data=ad_counter_keys=1,2|metadata=M|render_uri=R||bid=5.00|," +
      "ad_data=ad_counter_keys=|metadata=N|render_uri=S||bid=0.50||",
  );
});

it("leaves the signature itself out (spec: on-device 2.9)", () => {
  const ads = { buyer: "B", decisionLogicUri: "U", adsWithBid: [] };

  const signed = serializeContextualAds({ ...ads, signature: "MEUC" } as typeof ads);

  expect(signed).toBe("buyer=B|decision_logic_uri=U|ads_with_bid=|");
});

it("writes counter keys even when there are none, and absent fields not at all (spec: on-device 2.9)", () => {
  const text = serializeAd({});

  expect(text).toBe("ad_counter_keys=|metadata=M|render_uri=R|");
});

it("has an ad's fields in their order: keys, filters, render id, metadata, address (spec: on-device 2.9)", () => {
  const text = serializeAd({ adRenderId: "I", adFilters: {}, adCounterKeys: [7] });

  expect(text).toBe("ad_counter_keys=7|ad_filters=|ad_render_id=I|metadata=M|render_uri=R|");
});

it("sorts sets, numbers as numbers, and has each member once (spec: on-device 2.9)", () => {
  const text = serializeAd({
    adCounterKeys: [10, 9, 10],
    adFilters: { appInstall: { packageNames: ["com.b", "com.a", "com.b"] } },
  });

  expect(text).toBe(
    "ad_counter_keys=9,10|ad_filters=app_install_filters=package_names=com.a,com.b|||metadata=M|render_uri=R|",
  );
});

it("keeps lists in their order and writes durations in milliseconds (spec: on-device 2.9)", () => {
  const cap = (adCounterKey: number) => ({ adCounterKey, maxCount: 3, intervalMs: 60_000 });

  const text = serializeAd({
    adFilters: { frequencyCap: { win: [cap(2), cap(1)], click: [cap(4)] } },
  });

  const written = (key: number) => `ad_counter_key=${key}|interval=60000|max_count=3|`;
  expect(text).toBe(
    "ad_counter_keys=|ad_filters=frequency_cap_filters=" +
      `keyed_frequency_caps_for_click_events=${written(4)}|` +
      "keyed_frequency_caps_for_impression_events=|" +
      "keyed_frequency_caps_for_view_events=|" +
      `keyed_frequency_caps_for_win_events=${written(2)},${written(1)}|` +
      "||metadata=M|render_uri=R|",
  );
});

it("has app install filters before frequency caps (spec: on-device 2.9)", () => {
  const text = serializeAd({
    adFilters: { frequencyCap: {}, appInstall: { packageNames: ["a"] } },
  });

  expect(text).toMatch(
    /ad_filters=app_install_filters=package_names=a\|\|frequency_cap_filters=keyed_frequency_caps_for_click_events=\|/,
  );
});

it("takes metadata as the text they are, and an object as its JSON (spec: on-device 2.9)", () => {
  expect(serializeAd({ metadata: "{a: 1}" })).toBe(
    "ad_counter_keys=|metadata={a: 1}|render_uri=R|",
  );
  expect(serializeAd({ metadata: { a: [1, "b"] } })).toBe(
    'ad_counter_keys=|metadata={"a":[1,"b"]}|render_uri=R|',
  );
});

// Java's %.2f: halves of the decimal digits go up, whatever the binary value behind them is.
it.each([
  [5, "5.00"],
  [0, "0.00"],
  [-0, "-0.00"],
  [0.125, "0.13"],
  [1.005, "1.01"],
  [2.675, "2.68"],
  [1.0049, "1.00"],
  [0.005, "0.01"],
  [0.0049999, "0.00"],
  [-1.005, "-1.01"],
  [-0.001, "-0.00"],
  [99.995, "100.00"],
  [1e21, "1000000000000000000000.00"],
  [1.5e-300, "0.00"],
])("signs bid %d as %s (spec: on-device 2.9)", (bid, written) => {
  expect(serializeBid(bid)).toBe(written);
});

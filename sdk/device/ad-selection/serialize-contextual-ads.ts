import type { AdCounterEvent, AdFilters, FrequencyCap } from "../../model/ad-filters.ts";
import type { ContextualAds } from "../../model/ad-selection.ts";
import type { AdData } from "../../model/custom-audience.ts";
import { toTwoDecimals } from "./two-decimals.ts";

/**
 * The text that a buyer signs: `name=value|` field by field in a fixed order, without what is absent. Nothing
 * is escaped, and a bid counts to two decimals only (spec: on-device 2.9).
 */
export function serializeContextualAds(ads: Omit<ContextualAds, "signature">): string {
  const { buyer, decisionLogicUri, adsWithBid } = ads;
  const bids = adsWithBid.map(({ ad, bid }) =>
    fields([
      ["ad_data", serializeAd(ad)],
      ["bid", toTwoDecimals(bid)],
    ]),
  );
  return fields([
    ["buyer", buyer],
    ["decision_logic_uri", decisionLogicUri],
    ["ads_with_bid", bids.join(",")],
  ]);
}

/** Counter keys are a set that is there even when it is empty; metadata count as the text they are. */
function serializeAd({ adCounterKeys = [], adFilters, ...ad }: AdData): string {
  const { adRenderId, metadata, renderUri } = ad;
  const keys = [...new Set(adCounterKeys)].toSorted((one, other) => one - other);
  return fields([
    ["ad_counter_keys", keys.join(",")],
    ["ad_filters", adFilters && serializeFilters(adFilters)],
    ["ad_render_id", adRenderId],
    ["metadata", typeof metadata === "string" ? metadata : JSON.stringify(metadata)],
    ["render_uri", renderUri],
  ]);
}

function serializeFilters({ appInstall, frequencyCap }: AdFilters): string {
  const names = appInstall && [...new Set(appInstall.packageNames)].toSorted().join(",");
  const caps = (event: AdCounterEvent) => (frequencyCap?.[event] ?? []).map(serializeCap).join(",");
  return fields([
    ["app_install_filters", names === undefined ? undefined : fields([["package_names", names]])],
    [
      "frequency_cap_filters",
      frequencyCap &&
        fields([
          ["keyed_frequency_caps_for_click_events", caps("click")],
          ["keyed_frequency_caps_for_impression_events", caps("impression")],
          ["keyed_frequency_caps_for_view_events", caps("view")],
          ["keyed_frequency_caps_for_win_events", caps("win")],
        ]),
    ],
  ]);
}

function serializeCap({ adCounterKey, intervalMs, maxCount }: FrequencyCap): string {
  return fields([
    ["ad_counter_key", String(adCounterKey)],
    ["interval", String(Math.trunc(intervalMs))],
    ["max_count", String(maxCount)],
  ]);
}

function fields(entries: readonly (readonly [name: string, value: string | undefined])[]): string {
  return entries
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}|`]))
    .join("");
}

import type { AdFilters } from "../../model/ad-filters.ts";
import type { BiddingAudience } from "../custom-audiences/custom-audience-store.ts";
import type { DeviceCall } from "../device-call.ts";
import type { FilterStores } from "./filter-stores.ts";
import { findObstacle, type AdHolder } from "./find-obstacle.ts";

interface FilteredAd {
  readonly renderUri: string;
  readonly adFilters?: AdFilters | undefined;
}

/** The ads that nothing keeps out; each of the others has its line in the ledger. */
export function filterAds<Ad extends FilteredAd>(
  call: DeviceCall,
  stores: FilterStores,
  { ads, holder }: { readonly ads: readonly Ad[]; readonly holder: AdHolder },
): readonly Ad[] {
  const nowMs = call.environment.clock.nowMs();
  return ads.filter(({ renderUri, adFilters }) => {
    const obstacle = adFilters && findObstacle(stores, adFilters, { holder, nowMs });
    if (obstacle === undefined) return true;
    const { buyer, audience } = holder;
    const facts = { buyer, audience: audience?.name, renderUri };
    call.emit({ type: "ad.filtered", ...call.labels, ...facts, ...obstacle });
    return false;
  });
}

/** An audience with the ads that are left to it; with none left, it takes no part (spec: on-device 2.1, step 7). */
export function filterAudience(
  call: DeviceCall,
  stores: FilterStores,
  audience: BiddingAudience,
): readonly BiddingAudience[] {
  const { owner, buyer, name } = audience;
  const holder = { buyer, audience: { owner, name } };
  const ads = filterAds(call, stores, { ads: audience.ads, holder });
  if (ads.length > 0) return [{ ...audience, ads }];
  const count = audience.ads.length;
  const detail =
    count === 0
      ? "it has no ads: its last update sent none that can be used"
      : `all ${count} of its ads were filtered out`;
  const facts = { owner, buyer, name, rule: "all-ads-filtered", detail } as const;
  call.emit({ type: "audience.skipped", ...call.labels, ...facts });
  return [];
}

import type { CustomAudienceInput } from "fledgling";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import { anOutcome, type DeviceFixture } from "../../../support/device-fixture.ts";

type Ad = NonNullable<CustomAudienceInput["ads"]>[number];
type Caps = NonNullable<NonNullable<Ad["adFilters"]>["frequencyCap"]>;

export const config = anAdSelectionConfig();

/** Whose bid is 2, and whose events are counted under key 7. */
export function aCountedAd(changes: Partial<Ad> = {}): Ad {
  return { ...anAd(2, "https://buyer.example/counted"), adCounterKeys: [7], ...changes };
}

/** The ad above, kept out after so many events of its own key. */
export function aCappedAd(event: keyof Caps, maxCount: number, intervalMs = 60_000): Ad {
  const caps = [{ adCounterKey: 7, maxCount, intervalMs }];
  return aCountedAd({ adFilters: { frequencyCap: { [event]: caps } } });
}

/** An audience with that ad, and with one that nothing keeps out and that bids 1. */
export function withSpareAd(
  ad: Ad,
  changes: Partial<CustomAudienceInput> = {},
): CustomAudienceInput {
  return aCustomAudience({ ads: [ad, anAd(1, "https://buyer.example/spare")], ...changes });
}

/** Which ad wins now. */
export async function winnerOf({ adServices }: DeviceFixture, changes = {}): Promise<string> {
  const { renderUri } = await anOutcome(adServices.selectAds({ ...config, ...changes }));
  return renderUri;
}

export const counted = "https://buyer.example/counted";
export const spare = "https://buyer.example/spare";

/** What has been counted so far: event type, keys and how many made room. */
export function countedIn({ events }: DeviceFixture) {
  return events.flatMap((event) =>
    event.type === "histogram.updated"
      ? [[event.eventType, event.adCounterKeys, event.evicted] as const]
      : [],
  );
}

/** What scripts have printed. */
export function printedIn({ events }: DeviceFixture): readonly string[] {
  return events.flatMap((event) => (event.type === "console.printed" ? [event.text] : []));
}

import { byteLength } from "../byte-length.ts";
import type { FilterFeatures } from "../filters/ad-facts.ts";
import type { AudienceDraft, DraftOrigin } from "./audience-draft.ts";
import type { AudienceSettings } from "./audience-settings.ts";
import { sizeOfAds, sizeOfSignals, sizeOfTrustedBiddingData } from "./audience-size.ts";

interface Measured {
  readonly what: string;
  readonly bytes: number;
  readonly limit: number;
}

/** What of a custom audience is too large, in Android's words. */
export function describeSizes(
  limits: AudienceSettings & FilterFeatures,
  draft: AudienceDraft,
  origin: DraftOrigin,
): string[] {
  const tooLarge = measure(limits, draft, origin).filter(({ bytes, limit }) => bytes > limit);
  const count = draft.ads?.length ?? 0;
  const maxCount = limits.customAudienceMaxAds;
  return [
    ...tooLarge.map(
      ({ what, bytes, limit }) =>
        `${what} should not exceed ${limit} byte(s), the provided data size is ${bytes} byte(s).`,
    ),
    ...(count <= maxCount
      ? []
      : [
          `Single custom audience ads count should not exceed ${maxCount}, the provided data size is ${count}`,
        ]),
  ];
}

function measure(
  limits: AudienceSettings & FilterFeatures,
  draft: AudienceDraft,
  origin: DraftOrigin,
): readonly Measured[] {
  const { name = "", dailyUpdateUri = "", biddingLogicUri = "" } = draft;
  const { userBiddingSignals = "", trustedBiddingData, ads = [] } = draft;
  return [
    {
      what: "Custom audience name",
      bytes: byteLength(name),
      limit: limits.customAudienceMaxNameBytes,
    },
    {
      what: "Custom audience daily update uri",
      bytes: byteLength(dailyUpdateUri),
      limit: limits.customAudienceMaxDailyUpdateUriBytes,
    },
    {
      what: "Custom audience bidding logic uri",
      bytes: byteLength(biddingLogicUri),
      limit: limits.customAudienceMaxBiddingLogicUriBytes,
    },
    {
      what: "Custom audience user bidding signal size",
      bytes: sizeOfSignals(userBiddingSignals),
      limit: maxSignalsBytes(limits, origin),
    },
    {
      what: "Custom audience trusted bidding data size",
      bytes: trustedBiddingData === undefined ? 0 : sizeOfTrustedBiddingData(trustedBiddingData),
      limit: limits.customAudienceMaxTrustedBiddingDataBytes,
    },
    {
      what: "Single custom audience total ads size",
      bytes: sizeOfAds(limits, ads),
      limit: limits.customAudienceMaxAdsBytes,
    },
  ];
}

function maxSignalsBytes(limits: AudienceSettings, origin: DraftOrigin): number {
  return origin === "app"
    ? limits.customAudienceMaxUserBiddingSignalsBytes
    : limits.fetchCustomAudienceMaxUserBiddingSignalsBytes;
}

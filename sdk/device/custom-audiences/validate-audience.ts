import type { AdData } from "../../model/custom-audience.ts";
import type { Signals } from "../../model/signals.ts";
import { describeAdTech, describeForeignUri } from "../ad-tech-uri.ts";
import type { DeviceCall } from "../device-call.ts";
import { describeAdFacts } from "../filters/describe-ad-facts.ts";
import type { FilterSettings } from "../filters/filter-settings.ts";
import { LenientJsonError } from "../lenient-json-reader.ts";
import type { SignalRules } from "../lenient-json.ts";
import { argumentRefused } from "../service-failure.ts";
import type { AudienceDraft, DraftOrigin } from "./audience-draft.ts";
import { describeSizes } from "./describe-sizes.ts";
import { describeTimes } from "./describe-times.ts";
import { readJsonObject } from "./read-json-object.ts";

const DRAFT_TYPES = {
  app: "android.adservices.customaudience.CustomAudience",
  server: "com.android.adservices.service.customaudience.CustomAudienceBlob",
} as const;

const audienceType = DRAFT_TYPES.app;
const trustedType = "android.adservices.customaudience.TrustedBiddingData";
const adType = "android.adservices.common.AdData";

/**
 * Collects every violation in Android's words and throws them as one; what is absent breaks no rule
 * (spec: on-device 9).
 */
export function validateAudience(
  call: DeviceCall,
  draft: AudienceDraft,
  origin: DraftOrigin,
): void {
  const wrongUris = describeUris(draft);
  const violations = [
    ...describeBuyer(draft),
    ...wrongUris,
    ...describeSignals(call.settings, draft),
    ...describeAds(call.settings, draft),
    ...describeTimes(call, draft),
    ...describeSizes(call.settings, draft, origin),
  ];
  if (violations.length === 0) return;
  const message = `Invalid object of type ${DRAFT_TYPES[origin]}. The violations are: [${violations.join(", ")}]`;
  const whose = `custom audience ${draft.buyer ?? "?"}/${draft.name ?? "?"}`;
  const given = wrongUris.length === 0 ? "" : ` ${describeGivenUris(draft)}`;
  throw argumentRefused(message, `${whose}: ${violations.join(" ")}${given}`);
}

/** Android's words leave out the addresses themselves. */
function describeGivenUris(draft: AudienceDraft): string {
  const { dailyUpdateUri, biddingLogicUri, trustedBiddingData } = draft;
  const uris = { dailyUpdateUri, biddingLogicUri, ...trustedBiddingData };
  const keys = ["dailyUpdateUri", "biddingLogicUri", "trustedBiddingUri"] as const;
  const given = keys.flatMap((key) => (uris[key] === undefined ? [] : `${key} ${uris[key]}`));
  return `Given: ${given.join(", ")}.`;
}

function describeBuyer({ buyer }: AudienceDraft): string[] {
  return buyer === undefined ? [] : describeAdTech(`${audienceType}'s buyer`, buyer);
}

function describeUris({ buyer = "", ...draft }: AudienceDraft): string[] {
  const { dailyUpdateUri, biddingLogicUri, trustedBiddingData } = draft;
  const trustedUri = trustedBiddingData?.trustedBiddingUri;
  const fields = [
    { type: audienceType, name: "daily update uri", uri: dailyUpdateUri },
    { type: audienceType, name: "bidding logic uri", uri: biddingLogicUri },
    { type: trustedType, name: "trusted bidding URI", uri: trustedUri },
  ];
  return fields.flatMap(({ uri, ...field }) =>
    uri === undefined
      ? []
      : describeForeignUri({ role: "buyer", adTech: buyer }, { ...field, uri }),
  );
}

function describeSignals(rules: SignalRules, { userBiddingSignals }: AudienceDraft): string[] {
  if (userBiddingSignals === undefined || isReadable(userBiddingSignals, rules)) return [];
  return [`${audienceType}'s user bidding signals should be a valid json.`];
}

function describeAds(
  settings: FilterSettings & SignalRules,
  { buyer = "", ads = [] }: AudienceDraft,
): string[] {
  return ads.flatMap((ad) =>
    [...describeAd(buyer, ad, settings), ...describeAdFacts(settings, ad)].map(
      (violation) => `For ad ${ad.renderUri}, ${violation}`,
    ),
  );
}

function describeAd(buyer: string, { renderUri, metadata }: AdData, rules: SignalRules): string[] {
  const field = { type: adType, name: "render uri", uri: renderUri };
  return [
    ...describeForeignUri({ role: "buyer", adTech: buyer }, field),
    ...(isReadable(metadata, rules) ? [] : [`${adType}'s metadata should be a valid json.`]),
  ];
}

function isReadable(signals: Signals, rules: SignalRules): boolean {
  return !(readJsonObject(signals, rules) instanceof LenientJsonError);
}

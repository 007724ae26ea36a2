import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import type { Signals } from "../../model/signals.ts";
import { describeAdTech, describeForeignUri, hostOf, isHttps, isOnDomain } from "../ad-tech-uri.ts";
import type { DeviceCall } from "../device-call.ts";
import { describeAdFacts } from "../filters/describe-ad-facts.ts";
import { parseSignals, type SignalRules } from "../lenient-json.ts";
import { isPrebuiltUri } from "../logic-source.ts";
import { argumentRefused } from "../service-failure.ts";

/** Collects every violation of a config and throws them as one (spec: on-device 2.2). */
export function validateAdSelectionConfig(call: DeviceCall, config: AdSelectionConfig): void {
  const { seller, decisionLogicUri, trustedScoringSignalsUri } = config;
  const isPrebuilt = isAllowedPrebuilt(call, decisionLogicUri);
  const violations = [
    ...describeAdTech("AdSelectionConfig's seller", seller),
    ...(isPrebuilt ? [] : describeDecisionLogicUri(config)),
    ...describeScoringSignalsUri(config),
    ...describeContextualAds(call, config),
  ];
  if (violations.length === 0) return;
  throwViolations("AdSelectionConfig", violations, {
    seller,
    decisionLogicUri,
    trustedScoringSignalsUri,
  });
}

/** Whether the address of a script needs no further checks; where prebuilts are off it is refused outright. */
export function isAllowedPrebuilt({ settings }: DeviceCall, uri: string): boolean {
  if (!isPrebuiltUri(uri)) return false;
  if (settings.prebuiltUrisEnabled) return true;
  const detail = `${uri} cannot be used: this profile has prebuilt addresses off`;
  throw argumentRefused("Prebuilt Uri feature is disabled!", detail);
}

/** The service names the violations only; people also get the values that were given. */
export function throwViolations(
  type: string,
  violations: readonly string[],
  given: Readonly<Record<string, string>>,
): never {
  const message = `Invalid object of type ${type}. The violations are: [${violations.join(", ")}]`;
  const values = Object.entries(given).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  throw argumentRefused(message, `${message} Given: ${values.join(", ")}.`);
}

function describeDecisionLogicUri({ seller, decisionLogicUri: uri }: AdSelectionConfig): string[] {
  if (uri === "") return ["The AdSelectionConfig's Decision Logic URI should be specified."];
  return describeForeignUri(
    { role: "seller", adTech: seller },
    { name: "Decision Logic URI", uri },
  );
}

function describeScoringSignalsUri(config: AdSelectionConfig): string[] {
  const { seller, trustedScoringSignalsUri: uri } = config;
  if (uri === "") return [];
  const name = "Trusted Scoring Signals URI";
  return describeForeignUri({ role: "seller", adTech: seller }, { name, uri });
}

function describeContextualAds(
  { settings }: DeviceCall,
  { perBuyerSignedContextualAds }: AdSelectionConfig,
): string[] {
  return Object.values(perBuyerSignedContextualAds).flatMap((ads) => {
    const uris = [ads.decisionLogicUri, ...ads.adsWithBid.map(({ ad }) => ad.renderUri)];
    const foreign = uris
      .filter((uri) => !isHttps(uri) || !isOnDomain(hostOf(uri), ads.buyer))
      .map((uri) => `The contextual ads' ${uri} should be https on ${ads.buyer} or a subdomain.`);
    const unreadable = ads.adsWithBid
      .filter(({ ad }) => !isReadable(ad.metadata, settings))
      .map(({ ad }) => `The metadata of the contextual ad ${ad.renderUri} should be valid JSON.`);
    const excessive = ads.adsWithBid.flatMap(({ ad }) =>
      describeAdFacts(settings, ad).map((violation) => `For ad ${ad.renderUri}, ${violation}`),
    );
    return [...foreign, ...unreadable, ...excessive];
  });
}

function isReadable(signals: Signals, rules: SignalRules): boolean {
  try {
    parseSignals(signals, rules);
    return true;
  } catch {
    return false;
  }
}

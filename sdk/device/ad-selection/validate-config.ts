import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import type { Signals } from "../../model/signals.ts";
import { describeForeignUri, hostOf, isDomainName, isHttps, isOnDomain } from "../ad-tech-uri.ts";
import type { DeviceCall } from "../device-call.ts";
import { parseSignals } from "../lenient-json.ts";
import { isPrebuiltUri } from "../logic-source.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";

/** Collects every violation of a config and throws them as one (spec: on-device 2.2). */
export function validateAdSelectionConfig(call: DeviceCall, config: AdSelectionConfig): void {
  const violations = [
    ...describeSeller(config.seller),
    ...describeDecisionLogicUri(call, config),
    ...describeScoringSignalsUri(config),
    ...describeContextualAds(config),
  ];
  if (violations.length === 0) return;
  throw argumentRefused(
    `Invalid object of type AdSelectionConfig. The violations are: [${violations.join(", ")}]`,
  );
}

export function argumentRefused(message: string): ServiceFailure {
  const { invalidArgument } = SERVICE_STATUS;
  return new ServiceFailure({ status: invalidArgument, message, rule: "argument-refused" });
}

function describeSeller(seller: string): string[] {
  if (seller === "") return ["The AdSelectionConfig's seller should not be null nor empty."];
  if (isDomainName(seller)) return [];
  return [`The AdSelectionConfig's seller "${seller}" is an invalid domain name.`];
}

function describeDecisionLogicUri(call: DeviceCall, config: AdSelectionConfig): string[] {
  const { seller, decisionLogicUri: uri } = config;
  if (isPrebuiltUri(uri)) {
    return call.settings.prebuiltUrisEnabled ? [] : ["Prebuilt Uri feature is disabled!"];
  }
  if (uri === "") return ["The AdSelectionConfig's Decision Logic URI should be specified."];
  return asList(
    describeForeignUri({ role: "seller", adTech: seller }, { name: "Decision Logic URI", uri }),
  );
}

function describeScoringSignalsUri({ seller, trustedScoringSignalsUri: uri }: AdSelectionConfig) {
  if (uri === "") return [];
  return asList(
    describeForeignUri(
      { role: "seller", adTech: seller },
      { name: "Trusted Scoring Signals URI", uri },
    ),
  );
}

function describeContextualAds({ perBuyerSignedContextualAds }: AdSelectionConfig): string[] {
  return Object.values(perBuyerSignedContextualAds).flatMap((ads) => {
    const uris = [ads.decisionLogicUri, ...ads.adsWithBid.map(({ ad }) => ad.renderUri)];
    const foreign = uris
      .filter((uri) => !isHttps(uri) || !isOnDomain(hostOf(uri), ads.buyer))
      .map((uri) => `The contextual ads' ${uri} should be https on ${ads.buyer} or a subdomain.`);
    const unreadable = ads.adsWithBid
      .filter(({ ad }) => !isReadable(ad.metadata))
      .map(({ ad }) => `The metadata of the contextual ad ${ad.renderUri} should be valid JSON.`);
    return [...foreign, ...unreadable];
  });
}

function isReadable(signals: Signals): boolean {
  try {
    parseSignals(signals);
    return true;
  } catch {
    return false;
  }
}

function asList(violation: string | undefined): string[] {
  return violation === undefined ? [] : [violation];
}

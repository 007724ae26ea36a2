import { parseOptions } from "../../foundation/parse-options.ts";
import {
  CustomAudienceSchema,
  type CustomAudience,
  type CustomAudienceInput,
} from "../../model/custom-audience.ts";
import { hostOf, isDomainName, isHttps, isOnDomain } from "../ad-tech-uri.ts";
import type { DeviceCall } from "../device-call.ts";
import { LenientJsonError, parseSignals } from "../lenient-json.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import { dayMs, type StoredAudience } from "./custom-audience-store.ts";

const maxActivationDelayMs = 60 * dayMs;
const maxLifetimeMs = 60 * dayMs;

/** Checks what an app hands over and resolves it to what the device keeps (spec: on-device 9). */
export function toStoredAudience(call: DeviceCall, input: CustomAudienceInput): StoredAudience {
  const audience = parseOptions(CustomAudienceSchema, input, "a custom audience");
  const nowMs = call.environment.clock.nowMs();
  const problems = [...describeForeignUris(audience), ...describeTimes(audience, nowMs)];
  if (problems.length > 0) throw refused(audience, problems.join(" "));

  const { buyer, name, biddingLogicUri, dailyUpdateUri, ads, trustedBiddingData } = audience;
  const activationTimeMs = Math.max(audience.activationTimeMs ?? nowMs, nowMs);
  const userBiddingSignals = parse(audience, audience.userBiddingSignals);
  const isComplete = userBiddingSignals && trustedBiddingData && ads && ads.length > 0;
  return {
    owner: call.appId,
    buyer,
    name,
    biddingLogicUri,
    dailyUpdateUri,
    activationTimeMs,
    expirationTimeMs: audience.expirationTimeMs ?? activationTimeMs + maxLifetimeMs,
    lastUpdatedMs: isComplete ? nowMs : 0,
    userBiddingSignals,
    trustedBidding: trustedBiddingData && {
      uri: trustedBiddingData.trustedBiddingUri,
      keys: trustedBiddingData.trustedBiddingKeys,
    },
    ads: ads?.map((ad) => ({
      renderUri: ad.renderUri,
      metadata: parse(audience, ad.metadata) ?? {},
    })),
  };
}

function parse(audience: CustomAudience, signals: CustomAudience["userBiddingSignals"]) {
  try {
    return signals === undefined ? undefined : parseSignals(signals);
  } catch (error) {
    if (!(error instanceof LenientJsonError)) throw error;
    throw refused(audience, `signals and ad metadata must be JSON objects: ${error.message}.`);
  }
}

function describeForeignUris(audience: CustomAudience): string[] {
  const { buyer } = audience;
  if (!isDomainName(buyer)) return [`The buyer ${buyer} is an invalid domain name.`];
  const uris = {
    biddingLogicUri: audience.biddingLogicUri,
    dailyUpdateUri: audience.dailyUpdateUri,
    ...(audience.trustedBiddingData && {
      trustedBiddingUri: audience.trustedBiddingData.trustedBiddingUri,
    }),
    ...Object.fromEntries(
      (audience.ads ?? []).map((ad, index) => [`ads[${index}].renderUri`, ad.renderUri]),
    ),
  };
  return Object.entries(uris)
    .filter(([, uri]) => !isHttps(uri) || !isOnDomain(hostOf(uri), buyer))
    .map(([field, uri]) => `${field} ${uri} must be https on ${buyer} or a subdomain.`);
}

function describeTimes(audience: CustomAudience, nowMs: number): string[] {
  const { activationTimeMs = nowMs, expirationTimeMs } = audience;
  const problems: string[] = [];
  if (activationTimeMs > nowMs + maxActivationDelayMs) {
    problems.push(`The activation time should be within ${maxActivationDelayMs} ms from now.`);
  }
  if (expirationTimeMs === undefined) return problems;
  const startsAtMs = Math.max(activationTimeMs, nowMs);
  if (expirationTimeMs <= startsAtMs) {
    problems.push("A custom audience must expire in the future and after its activation time.");
  }
  if (expirationTimeMs > startsAtMs + maxLifetimeMs) {
    problems.push(`It should expire within ${maxLifetimeMs} ms of its activation time.`);
  }
  return problems;
}

function refused({ buyer, name }: CustomAudience, reason: string): ServiceFailure {
  return new ServiceFailure({
    status: SERVICE_STATUS.invalidArgument,
    message: reason,
    rule: "argument-refused",
    detail: `custom audience ${buyer}/${name}: ${reason}`,
  });
}

import { parseOptions } from "../../foundation/parse-options.ts";
import {
  CustomAudienceSchema,
  type CustomAudience,
  type CustomAudienceInput,
} from "../../model/custom-audience.ts";
import { hostOf, isDomainName, isHttps, isOnDomain } from "../ad-tech-uri.ts";
import type { DeviceCall } from "../device-call.ts";
import { LenientJsonError, parseSignals } from "../lenient-json.ts";
import { argumentRefused, type ServiceFailure } from "../service-failure.ts";
import { dayMs, type StoredAudience } from "./custom-audience-store.ts";

const maxActivationDelayMs = 60 * dayMs;
const maxLifetimeMs = 60 * dayMs;

/** Checks what an app hands over and resolves it to what the device keeps (spec: on-device 9). */
export function toStoredAudience(call: DeviceCall, input: CustomAudienceInput): StoredAudience {
  const audience = parseOptions(CustomAudienceSchema, input, "a custom audience");
  const nowMs = call.environment.clock.nowMs();
  const problems = [...describeForeignUris(audience), ...describeTimes(audience, nowMs)];
  if (problems.length > 0) throw refused(audience, problems.join(" "));

  const { buyer, name, biddingLogicUri, dailyUpdateUri, trustedBiddingData } = audience;
  const activationTimeMs = Math.max(audience.activationTimeMs ?? nowMs, nowMs);
  const userBiddingSignals = parse(audience, audience.userBiddingSignals);
  const ads = resolveAds(audience);
  return {
    owner: call.appId,
    buyer,
    name,
    biddingLogicUri,
    dailyUpdateUri,
    activationTimeMs,
    expirationTimeMs: audience.expirationTimeMs ?? activationTimeMs + maxLifetimeMs,
    lastUpdatedMs: userBiddingSignals && trustedBiddingData && ads ? nowMs : 0,
    userBiddingSignals,
    trustedBidding: trustedBiddingData && {
      uri: trustedBiddingData.trustedBiddingUri,
      keys: trustedBiddingData.trustedBiddingKeys,
    },
    ads,
  };
}

function resolveAds(audience: CustomAudience): StoredAudience["ads"] {
  const { ads = [] } = audience;
  if (ads.length === 0) return undefined;
  return ads.map(({ renderUri, metadata }) => ({
    renderUri,
    metadata: parse(audience, metadata) ?? {},
  }));
}

function parse(audience: CustomAudience, signals: CustomAudience["userBiddingSignals"]) {
  try {
    return signals === undefined ? undefined : parseSignals(signals);
  } catch (error) {
    if (!(error instanceof LenientJsonError)) throw error;
    throw refused(audience, `Signals and ad metadata must be JSON objects: ${error.message}.`);
  }
}

function describeForeignUris(audience: CustomAudience): string[] {
  const { buyer, trustedBiddingData, ads = [] } = audience;
  if (!isDomainName(buyer)) return [`The buyer ${buyer} is an invalid domain name.`];
  const uris = [
    ["biddingLogicUri", audience.biddingLogicUri] as const,
    ["dailyUpdateUri", audience.dailyUpdateUri] as const,
    ...(trustedBiddingData === undefined
      ? []
      : [["trustedBiddingUri", trustedBiddingData.trustedBiddingUri] as const]),
    ...ads.map(({ renderUri }, index) => [`ads[${index}].renderUri`, renderUri] as const),
  ];
  return uris
    .filter(([, uri]) => !isHttps(uri) || !isOnDomain(hostOf(uri), buyer))
    .map(([field, uri]) => `${field} ${uri} must be https on ${buyer} or a subdomain.`);
}

/** In Android's words, but with times in milliseconds since the epoch. */
function describeTimes(
  { activationTimeMs: activation, expirationTimeMs: expiration }: CustomAudience,
  nowMs: number,
): string[] {
  const startsAtMs = Math.max(activation ?? nowMs, nowMs);
  const problems: string[] = [];
  if (startsAtMs > nowMs + maxActivationDelayMs) {
    problems.push(
      `Custom audience activation time should be within ${maxActivationDelayMs} ms from current time ${nowMs}, provided time is ${activation}.`,
    );
  }
  if (expiration === undefined) return problems;
  if (expiration <= nowMs) {
    problems.push(`Custom audience must expire in the future, provided time is ${expiration}.`);
  } else if (expiration <= startsAtMs) {
    problems.push(
      `Custom audience activation time ${activation} should not be after expiration time ${expiration}.`,
    );
  }
  if (expiration > startsAtMs + maxLifetimeMs) {
    problems.push(
      `Custom audience expiration time should be within ${maxLifetimeMs} ms of activation time ${activation} or current time ${nowMs}, which ever is later, provided time is ${expiration}.`,
    );
  }
  return problems;
}

function refused({ buyer, name }: CustomAudience, reason: string): ServiceFailure {
  return argumentRefused(reason, `custom audience ${buyer}/${name}: ${reason}`);
}

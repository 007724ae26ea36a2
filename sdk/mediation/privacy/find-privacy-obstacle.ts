import type { PrivacyNeeds, PrivacySettings } from "../../model/privacy-settings.ts";
import { readTcString } from "./tc-string.ts";

/** Why what the user allows does not cover what a network needs; undefined if it does. */
export function findPrivacyObstacle(
  settings: PrivacySettings,
  needs: PrivacyNeeds,
): string | undefined {
  const obstacles = PRIVACY_RULES.flatMap((rule) => rule(settings, needs) ?? []);
  return obstacles.length === 0 ? undefined : obstacles.join("; ");
}

type PrivacyRule = (settings: PrivacySettings, needs: PrivacyNeeds) => string | undefined;

/** Each with the values that decided. What nobody has said rules nobody out, except where the GDPR applies. */
const PRIVACY_RULES: readonly PrivacyRule[] = [findChild, findMissingConsent, findOptOut];

function findChild(
  { childDirected }: PrivacySettings,
  { servesChildren }: PrivacyNeeds,
): string | undefined {
  if (childDirected !== true || servesChildren) return undefined;
  return "childDirected is true, and the network serves no ads to children";
}

function findMissingConsent(
  { gdprApplies, tcString }: PrivacySettings,
  { tcfVendorId, tcfPurposes }: PrivacyNeeds,
): string | undefined {
  const needsNone = tcfVendorId === undefined && tcfPurposes.length === 0;
  if (gdprApplies !== true || needsNone) return undefined;
  if (tcString === undefined) return "gdprApplies is true, and there is no tcString";
  const consent = readTcString(tcString);
  if (consent.kind === "unreadable") {
    return `gdprApplies is true, and the tcString cannot be read: ${consent.why}`;
  }
  const purposes = tcfPurposes.filter((purpose) => !consent.consentsToPurpose(purpose));
  const hasVendor = tcfVendorId === undefined || consent.consentsToVendor(tcfVendorId);
  const missing = [
    ...(hasVendor ? [] : [`vendor ${tcfVendorId}`]),
    ...purposes.map((purpose) => `purpose ${purpose}`),
  ];
  if (missing.length === 0) return undefined;
  return `gdprApplies is true, and the tcString has no consent to ${missing.join(", ")}`;
}

/** The third character says whether the user opted out of the sale of data. */
const usPrivacyPattern = /^1[YN-](?<optOut>[YN-])[YN-]$/i;

function findOptOut(
  { usPrivacy }: PrivacySettings,
  { sellsData }: PrivacyNeeds,
): string | undefined {
  if (usPrivacy === undefined || !sellsData) return undefined;
  const optOut = usPrivacyPattern.exec(usPrivacy)?.groups?.["optOut"];
  if (optOut === undefined) {
    return `usPrivacy "${usPrivacy}" is no US privacy string, and the network sells data`;
  }
  if (optOut.toUpperCase() !== "Y") return undefined;
  return `usPrivacy "${usPrivacy}" opts out of sale, and the network sells data`;
}

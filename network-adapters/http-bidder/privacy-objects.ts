import type { PrivacySettings } from "../../sdk/adapter-kit.ts";

/**
 * What the user allows, in the places that the standard has for it. What nobody has said is left out.
 *
 * @see OpenRTB 2.6, section 3.2.3 "Object: Regs" and section 3.2.20 "Object: User"
 */
export function toPrivacyObjects(settings: PrivacySettings) {
  const { gdprApplies, tcString, usPrivacy, gppString, gppSids, childDirected } = settings;
  const regs = {
    ...(childDirected !== undefined && { coppa: toFlag(childDirected) }),
    ...(gdprApplies !== undefined && { gdpr: toFlag(gdprApplies) }),
    ...(usPrivacy !== undefined && { us_privacy: usPrivacy }),
    ...(gppString !== undefined && { gpp: gppString }),
    ...(gppSids !== undefined && { gpp_sid: gppSids }),
  };
  return {
    ...(Object.keys(regs).length > 0 && { regs }),
    ...(tcString !== undefined && { user: { consent: tcString } }),
  };
}

function toFlag(isSo: boolean): 0 | 1 {
  return isSo ? 1 : 0;
}

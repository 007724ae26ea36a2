import { z } from "zod";

/** What the user allowed, in the strings that consent platforms store. Absent: nobody has said. */
export const PrivacySettingsSchema = z.strictObject({
  /** Whether the GDPR applies to this user (IABTCF_gdprApplies). */
  gdprApplies: z.boolean().optional(),
  /** Transparency and consent string (IABTCF_TCString). */
  tcString: z.string().min(1).optional(),
  /** US privacy string, such as `1YYN` (IABUSPrivacy_String). */
  usPrivacy: z.string().min(1).optional(),
  /** Global Privacy Platform string (IABGPP_HDR_GppString). */
  gppString: z.string().min(1).optional(),
  /** Which sections of it apply (IABGPP_GppSID). */
  gppSids: z.array(z.int()).optional(),
  /** Whether the app treats the user as a child. */
  childDirected: z.boolean().optional(),
});
export type PrivacySettings = z.infer<typeof PrivacySettingsSchema>;

/** What a network must be allowed before it may be asked. */
export const PrivacyNeedsSchema = z.strictObject({
  /** Its id on IAB Europe's Global Vendor List: where the GDPR applies, it needs the user's consent. */
  tcfVendorId: z.int().positive().optional(),
  /** Purposes of the TCF it needs consent for. */
  tcfPurposes: z.array(z.int().min(1).max(11)).default([1]),
  /** Whether it sells or shares personal data, which users in the US may opt out of. */
  sellsData: z.boolean().default(false),
  /** Whether it may serve ads to children. */
  servesChildren: z.boolean().default(true),
});
export type PrivacyNeeds = z.infer<typeof PrivacyNeedsSchema>;

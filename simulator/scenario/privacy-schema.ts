import { PrivacyNeedsSchema, PrivacySettingsSchema } from "../../sdk/index.ts";

const settings = PrivacySettingsSchema.shape;
const needs = PrivacyNeedsSchema.shape;

/** What the user allows, with words for editors. */
export const ScenarioPrivacySchema = PrivacySettingsSchema.extend({
  gdprApplies: settings.gdprApplies.describe("Whether the GDPR applies to the user"),
  tcString: settings.tcString.describe("Transparency and consent string (TCF), version 2"),
  usPrivacy: settings.usPrivacy.describe("US privacy string, such as 1YNN"),
  gppString: settings.gppString.describe("Global Privacy Platform string; only passed on"),
  gppSids: settings.gppSids.describe("Which sections of the gppString apply; only passed on"),
  childDirected: settings.childDirected.describe("Whether the app treats the user as a child"),
});

/** What a node's network needs, with words for editors. */
export const ScenarioPrivacyNeedsSchema = PrivacyNeedsSchema.extend({
  tcfVendorId: needs.tcfVendorId.describe("Its id on the Global Vendor List, if it is there"),
  tcfPurposes: needs.tcfPurposes.describe("Purposes of the TCF that it needs consent for"),
  sellsData: needs.sellsData.describe("Whether it sells data, which US users may opt out of"),
  servesChildren: needs.servesChildren.describe("Whether it may serve ads to children"),
});

import { z } from "zod";
import { AdFormatSchema } from "../../sdk/model/ad-slot.ts";

const text = z.string().min(1).nullable().default(null);
const address = z.url({ protocol: /^https?$/, error: "Expected an http or https address" });

/** What is asked of the network, and how long it may take. */
export const BidCreativeSchema = z
  .strictObject({
    media_type: AdFormatSchema.default("banner").describe("The format of its ads"),
    size: z
      .string()
      .regex(/^\d+x\d+$/, "Expected a size such as 320x50")
      .nullable()
      .default(null)
      .describe("Required for a banner"),
    uid: text.describe("The network's own id of the placement, which no other bid on it has"),
    parameter: text.describe("Handed to the network's SDK as it is"),
    class_name: text.describe("Handed to the device as it is"),
    ad_tag: text.describe("For networks that a script in the page asks"),
    support_ssl: z.boolean().default(false).describe("Whether its ads work on https pages"),
    secure_ad_tag: text.describe("Required with support_ssl where there is an ad_tag"),
    vast_url: address.nullable().default(null).describe("For video networks"),
    content_source: z.literal("mediation").default("mediation").describe("Always this"),
    audit_status: z
      .literal("no_audit")
      .default("no_audit")
      .describe("Always this: nobody sees beforehand what a network returns"),
    custom_request_template: z
      .strictObject({
        timeout_ms: z
          .union([z.int().nonnegative(), z.string().regex(/^\d{1,9}$/)])
          .default(0)
          .describe("How long the network may take; 0: its partner's, else the seller's default"),
      })
      .prefault({})
      .describe("How the network is asked"),
  })
  .superRefine(({ media_type: mediaType, size, ...creative }, context) => {
    const miss = (path: string, message: string): void =>
      context.addIssue({ code: "custom", path: [path], message });
    if (mediaType === "banner" && size === null) miss("size", "A banner has a size");
    const { support_ssl: isSecure, ad_tag: tag, secure_ad_tag: secureTag } = creative;
    if (isSecure && tag !== null && secureTag === null) {
      miss("secure_ad_tag", "support_ssl promises one");
    }
  });
export type BidCreative = z.output<typeof BidCreativeSchema>;

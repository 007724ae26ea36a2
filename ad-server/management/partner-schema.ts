import { z } from "zod";
import { NameSchema, readOnly } from "./fields.ts";

const CredentialSchema = z.strictObject({
  name: NameSchema,
  type: z.string().default("string"),
  is_required: z.boolean().default(true),
  is_obscured: z.boolean().default(true),
});

const MacroSchema = z.strictObject({
  code: NameSchema,
  name: NameSchema,
  type: z.string().default("string"),
  is_required: z.boolean().default(false),
});

/** How to ask the network for an ad. */
const TemplateSchema = z.strictObject({
  hostname: z.string().min(1),
  /** May hold `${PLATFORM_MACRO}` and `#{CUSTOM_MACRO}`. */
  uri: z.string().min(1),
  port: z.int().min(1).max(65_535).default(80),
  is_post: z.boolean().default(false),
  content: z.string().nullable().default(null),
  timeout_ms: z.int().nonnegative().default(0),
  is_client: z.boolean().default(true),
  media_subtype: z.string().nullable().default(null),
  macros: z.array(MacroSchema).default([]),
});

/** How the network's own reports are fetched. */
const IntegrationSchema = z.strictObject({
  supported: z.boolean().default(false),
  active: z.boolean().default(false),
  data_timezone: z.string().min(1).default("UTC"),
  data_granularity: z.enum(["daily", "hourly"]).default("daily"),
});

const CustomTypeSchema = z.enum(["customsdk", "customweb", "customvideo"]);
export type CustomType = z.infer<typeof CustomTypeSchema>;

const partnerFields = {
  name: NameSchema,
  macro_type: CustomTypeSchema,
  credentials: z.array(CredentialSchema).default([]),
  integration: IntegrationSchema.prefault({}),
  templates: z.array(TemplateSchema).default([]),
};

/** A custom partner as it is kept; the built-in ones are data. */
export type PartnerFields = z.output<z.ZodObject<typeof partnerFields>>;

export const PartnerInputSchema = z
  .strictObject({
    ...partnerFields,
    ...readOnly("id", "member_id", "integration_kind", "supply"),
  })
  .refine(({ macro_type, integration }) => macro_type !== "customvideo" || !integration.supported, {
    path: ["integration", "supported"],
    message: "The reports of a custom video network cannot be fetched",
  });

/** Where the ads are made: by a script in the page, by the ad server's own call, or by the network's SDK. */
const IntegrationKindSchema = z.enum(["client", "server", "sdk"]);
export type IntegrationKind = z.infer<typeof IntegrationKindSchema>;

const SupplySchema = z.enum(["mobile-app", "mobile-web", "desktop-web"]);
export type Supply = z.infer<typeof SupplySchema>;

/** What the platform knows about an external network. */
export const PartnerSchema = z.strictObject({
  ...partnerFields,
  id: z.int(),
  macro_type: z.enum(["standard", ...CustomTypeSchema.options]),
  /** 0: every member may use it. */
  member_id: z.int(),
  integration_kind: IntegrationKindSchema,
  supply: z.array(SupplySchema),
});
export type Partner = z.output<typeof PartnerSchema>;

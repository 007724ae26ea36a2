import { z } from "zod";
import { PlatformSeedSchema, slotFields } from "../../ad-server/index.ts";
import { JsonObjectSchema } from "../../sdk/index.ts";
import { ScenarioCapSchema } from "./cap-schema.ts";
import { HostSchema, NameSchema } from "./fields.ts";
import { ScenarioPrivacyNeedsSchema } from "./privacy-schema.ts";

/** Mediated networks, by network id. */
export const NetworksSchema = z
  .record(
    NameSchema,
    z.strictObject({
      adapter: NameSchema.describe("Adapter that connects the SDK to this network"),
      options: JsonObjectSchema.default({}).describe("The adapter's own options"),
    }),
  )
  .default({});

const NodeSchema = z
  .strictObject({
    nodeId: NameSchema.optional().describe("Default: the network's id"),
    networkId: NameSchema.describe("Which of the networks to try"),
    ecpmUsd: z.number().nonnegative().describe("Price the first party must reach, in USD CPM"),
    floorCpmUsd: z.number().nonnegative().optional().describe("The least its answer may pay"),
    timeoutMs: z.int().positive().optional().describe("Time for its answer, in milliseconds"),
    bids: z.boolean().optional().describe("Whether it bids live, where the flow is hybrid"),
    cap: ScenarioCapSchema.optional().describe("How often its ads may be shown in this slot"),
    privacy: ScenarioPrivacyNeedsSchema.optional().describe("What the user must have allowed"),
  })
  .transform((node) => ({ ...node, nodeId: node.nodeId ?? node.networkId }));

const ContextualAnswerSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("chain").describe("Answers with a mediation chain"),
    nodes: z.array(NodeSchema).describe("Networks to try; the server orders them by eCPM"),
  }),
  z.strictObject({
    kind: z.literal("contextual-ad").describe("Answers with an ad and no chain"),
    ad: z
      .strictObject({
        renderUri: z.string().min(1).describe("Where the ad renders from"),
        cpmUsd: z.number().nonnegative().describe("What it pays, in USD CPM"),
        metadata: JsonObjectSchema.default({}).describe("What scripts may know of it"),
      })
      .describe("The contextual ad"),
  }),
  z.strictObject({
    kind: z.literal("auction").describe("Answers with what an auction of the platform decides"),
    ...slotFields,
  }),
  z.strictObject({ kind: z.literal("nothing").describe("Answers with status 204") }),
]);

/** What the contextual endpoint answers for each slot. */
export const AdServerSchema = z.strictObject({
  host: HostSchema.default("adserver.example").describe("Host of the contextual endpoint"),
  slots: z
    .record(NameSchema, ContextualAnswerSchema)
    .default({})
    .describe("Answers by slot id; a slot without one gets nothing"),
  platform: PlatformSeedSchema.optional().describe(
    "What the seller has told the platform: networks, bids, deals, floors, own and live demand",
  ),
});

/** Real servers of a live run, by the host they stand for. */
export const LiveHostsSchema = z
  .record(
    HostSchema,
    z
      .string()
      .regex(/^https?:\/\/[^/\s]+\/?$/, "expected an address such as http://127.0.0.1:9000"),
  )
  .default({});

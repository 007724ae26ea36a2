import { z } from "zod";
import { JsonObjectSchema } from "../../sdk/index.ts";
import { HostSchema, NameSchema } from "./fields.ts";

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
  z.strictObject({ kind: z.literal("nothing").describe("Answers with status 204") }),
]);

/** What the contextual endpoint answers for each slot. */
export const AdServerSchema = z.strictObject({
  host: HostSchema.default("adserver.example").describe("Host of the contextual endpoint"),
  slots: z
    .record(NameSchema, ContextualAnswerSchema)
    .default({})
    .describe("Answers by slot id; a slot without one gets nothing"),
});

const latencyMs = z.int().nonnegative();

const FaultSchema = z.union([
  z.enum(["unreachable", "hang"]),
  z.strictObject({
    status: z.int().min(200).max(599).describe("HTTP status to answer with"),
    body: z.string().default("").describe("Text to answer with"),
    contentType: NameSchema.default("text/plain").describe("What the answer claims to be"),
  }),
]);

/** How the simulated internet behaves. */
export const NetworkConditionsSchema = z.strictObject({
  latencyMs: latencyMs.default(20).describe("Round trip of every request, in milliseconds"),
  routes: z
    .array(
      z.strictObject({
        url: z
          .string()
          .startsWith("https://", "expected an address that starts with https://")
          .describe("How the address begins; of several that fit, the longest counts"),
        latencyMs: latencyMs.optional().describe("Round trip here, in milliseconds"),
        fault: FaultSchema.optional().describe("What goes wrong: unreachable, hang, or an answer"),
        headers: z
          .record(
            z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, "expected the name of a header"),
            z.string(),
          )
          .optional()
          .describe("Headers added to the answer"),
      }),
    )
    .default([])
    .describe("Exceptions for some addresses"),
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

import { z } from "zod";
import { AdFormatSchema, AdSizeSchema } from "./ad-slot.ts";
import { CapSchema } from "./cap.ts";
import { PrivacyNeedsSchema } from "./privacy-settings.ts";
import { JsonObjectSchema } from "./signals.ts";

/** Body of `POST /contextual`. */
export const ContextualRequestSchema = z.strictObject({
  appId: z.string().min(1),
  slotId: z.string().min(1),
  format: AdFormatSchema,
  sizes: z.array(AdSizeSchema).optional(),
  user: JsonObjectSchema.optional(),
  consent: JsonObjectSchema.optional(),
  /** The least that this one impression may be sold for, in USD CPM; how it stands to other floors is the seller's. */
  reserveCpmUsd: z.number().nonnegative().max(999).optional(),
});
export type ContextualRequest = z.infer<typeof ContextualRequestSchema>;

/** One network to try. Its place in the chain is the server's choice; the SDK does not sort again. */
export const MediationNodeSchema = z.strictObject({
  nodeId: z.string().min(1),
  networkId: z.string().min(1),
  adapter: z.string().min(1),
  /** Historical eCPM in USD: what the first party's ad must reach to go before this node. */
  ecpmUsd: z.number().nonnegative(),
  /** The least that the node's own answer may pay, in USD CPM. */
  floorCpmUsd: z.number().nonnegative().optional(),
  timeoutMs: z.int().positive().optional(),
  /** Whether the network bids live; `ecpmUsd` then decides nothing. A flow without bidding takes no notice. */
  bids: z.boolean().optional(),
  /** How often its ads may be shown. */
  cap: CapSchema.optional(),
  /** What the user must have allowed. */
  privacy: PrivacyNeedsSchema.optional(),
  options: JsonObjectSchema.default({}),
});
export type MediationNode = z.infer<typeof MediationNodeSchema>;

export const MediationChainSchema = z.strictObject({
  kind: z.literal("chain"),
  chainId: z.string().min(1),
  nodes: z.array(MediationNodeSchema).superRefine(refuseDuplicateNodeIds),
  expiresInS: z.number().positive().optional(),
});
export type MediationChain = z.infer<typeof MediationChainSchema>;

export const ContextualAdSchema = z.strictObject({
  kind: z.literal("contextual-ad"),
  ad: z.strictObject({
    renderUri: z.string().min(1),
    cpmUsd: z.number().nonnegative(),
    metadata: JsonObjectSchema.default({}),
  }),
});
export type ContextualAd = z.infer<typeof ContextualAdSchema>;

/** Names the auction that an answer of the contextual endpoint came from, for whoever asks the ad server later. */
export const AUCTION_HEADER = "x-fledgling-auction";

/** What the contextual endpoint says with status 200; 204 stands for "nothing". */
export const ContextualAnswerSchema = z.discriminatedUnion("kind", [
  MediationChainSchema,
  ContextualAdSchema,
]);
export type ContextualAnswer = z.infer<typeof ContextualAnswerSchema>;

function refuseDuplicateNodeIds(
  nodes: readonly { readonly nodeId: string }[],
  context: z.core.$RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, { nodeId }] of nodes.entries()) {
    if (seen.has(nodeId)) {
      const message = `node id "${nodeId}" is taken by an earlier node`;
      context.addIssue({ code: "custom", path: [index, "nodeId"], message });
    }
    seen.add(nodeId);
  }
}

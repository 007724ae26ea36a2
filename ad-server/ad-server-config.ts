import { z } from "zod";
import {
  ContextualAdSchema,
  MediationChainSchema,
  MediationNodeSchema,
} from "../sdk/model/mediation-chain.ts";
import { JsonObjectSchema } from "../sdk/model/signals.ts";
import { PlatformSeedSchema } from "./chains/seed-schema.ts";
import {
  refuseDuplicateNodeIds,
  refuseKeys,
  refuseSharedPaths,
  refuseUnknownNetworks,
} from "./config-checks.ts";
import { slotFields } from "./supply/slot.ts";

/** A node as the operator writes it: its adapter and options are the network's. */
const ConfiguredNodeSchema = MediationNodeSchema.omit({ adapter: true, options: true }).partial({
  nodeId: true,
});

const ChainSlotSchema = z.strictObject({
  kind: z.literal("chain"),
  /** `chain-<slotId>` unless given. */
  chainId: MediationChainSchema.shape.chainId.optional(),
  nodes: z.array(ConfiguredNodeSchema).check(refuseDuplicateNodeIds),
  expiresInS: MediationChainSchema.shape.expiresInS,
});

const ConfiguredSlotSchema = z.discriminatedUnion("kind", [
  ChainSlotSchema,
  ContextualAdSchema,
  /** Networks and bids that the platform has been told of compete for it. */
  z.strictObject({ kind: z.literal("auction"), ...slotFields }),
  z.strictObject({ kind: z.literal("nothing") }),
]);

const ConfiguredNetworkSchema = z.strictObject({
  adapter: z.string().min(1),
  options: JsonObjectSchema.default({}),
});

const pathPattern = /^\/[^?#]*$/;
const pathRule = 'A path starts with "/" and has no "?" or "#"';
const refuseBadPaths = refuseKeys(pathPattern, pathRule);

const ConfiguredHostSchema = z
  .strictObject({
    /** Source text by path. */
    scripts: z.record(z.string(), z.string()).check(refuseBadPaths).default({}),
    /** By path, then by key or render URI. */
    signals: z.record(z.string(), JsonObjectSchema).check(refuseBadPaths).default({}),
    /** Every path that begins with one of these collects reports, unless a script or signals are there. */
    reportPaths: z.array(z.string().regex(pathPattern, pathRule)).default(["/report"]),
  })
  .check(refuseSharedPaths);

const refuseBadHostnames = refuseKeys(
  /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
  "A host is a bare name in lower case: no scheme, port or path",
);

/** Everything the ad server knows before the first request. */
export const AdServerConfigSchema = z
  .strictObject({
    slots: z.record(z.string().min(1), ConfiguredSlotSchema).default({}),
    networks: z.record(z.string().min(1), ConfiguredNetworkSchema).default({}),
    /** What the platform has been told before the first request. */
    platform: PlatformSeedSchema.optional(),
    /** Auctions draw by it: same seed and same questions, same answers. */
    seed: z.int().default(1),
    hosts: z.record(z.string(), ConfiguredHostSchema).check(refuseBadHostnames).default({}),
  })
  .check(refuseUnknownNetworks);
export type AdServerConfig = z.infer<typeof AdServerConfigSchema>;
export type AdServerConfigInput = z.input<typeof AdServerConfigSchema>;
export type ConfiguredSlot = z.infer<typeof ConfiguredSlotSchema>;
export type ConfiguredHost = z.infer<typeof ConfiguredHostSchema>;

import { z } from "zod";
import { CONDITIONS } from "../change-network.ts";
import { NameSchema } from "./fields.ts";

const latencyMs = z.int().nonnegative();
const names = Object.keys(CONDITIONS) as [keyof typeof CONDITIONS, ...(keyof typeof CONDITIONS)[]];

const quality = {
  offline: z.boolean().optional().describe("Whether there is no connection: requests fail at once"),
  latencyMs: latencyMs.optional().describe("Round trip of every request, in milliseconds"),
  jitterMs: latencyMs.optional().describe("By how much longer it may take, in milliseconds"),
  lossRate: z.number().min(0).max(1).optional().describe("Chance that a request is lost, 0 to 1"),
};

const FaultSchema = z.union([
  z.enum(["unreachable", "hang"]),
  z.strictObject({
    status: z.int().min(200).max(599).describe("HTTP status to answer with"),
    body: z.string().default("").describe("Text to answer with"),
    contentType: NameSchema.default("text/plain").describe("What the answer claims to be"),
  }),
]);

const RouteSchema = z.strictObject({
  url: z
    .string()
    .startsWith("https://", "expected an address that starts with https://")
    .describe("How the address begins; of several that fit, the longest counts"),
  ...quality,
  fault: FaultSchema.optional().describe("What goes wrong: unreachable, hang, or an answer"),
  headers: z
    .record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, "expected the name of a header"), z.string())
    .optional()
    .describe("Headers added to the answer"),
});

/** How the simulated internet behaves, or what changes about it. */
export const NetworkConditionsSchema = z.strictObject({
  conditions: z.enum(names).optional().describe("A kind of network, to set the rest at once"),
  ...quality,
  routes: z.array(RouteSchema).optional().describe("Exceptions for some addresses"),
});

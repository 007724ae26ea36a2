import { z } from "zod";
import { findContradictions } from "./find-contradictions.ts";
import { MEDIATION_FLOWS, type FlowName } from "./mediation-flows.ts";
import { WalkOptionsSchema } from "./walk-options.ts";

const flowNames = Object.keys(MEDIATION_FLOWS) as [FlowName, ...FlowName[]];

/** How the SDK mediates. */
export const MediationOptionsSchema = z
  .strictObject({ flow: z.enum(flowNames).default("waterfall"), ...WalkOptionsSchema.shape })
  .check(refuseMediationContradictions);
export type MediationOptions = z.infer<typeof MediationOptionsSchema>;
export type MediationOptionsInput = z.input<typeof MediationOptionsSchema>;

/** A check for whatever schema holds these options. */
export function refuseMediationContradictions({
  value,
  issues,
}: z.core.ParsePayload<Parameters<typeof findContradictions>[0]>): void {
  if (issues.length > 0) return;
  for (const { path, message } of findContradictions(value)) {
    issues.push({ code: "custom", path: [...path], message, input: value });
  }
}

import { hybrid } from "./hybrid.ts";
import type { MediationFlow } from "./mediation-flow.ts";
import { programmatic } from "./programmatic.ts";
import { waterfall } from "./waterfall.ts";

/** THE list of flows, by the name that options and scenarios call them. */
export const MEDIATION_FLOWS = {
  waterfall,
  programmatic,
  hybrid,
} as const satisfies Readonly<Record<string, MediationFlow>>;

export type FlowName = keyof typeof MEDIATION_FLOWS;

import { findTargetingMiss } from "../targeting.ts";
import type { AdmissionRule } from "./admission-rule.ts";

export const targetingMissed: AdmissionRule = {
  rule: "targeting-missed",
  refuse: ({ bid }, { request }) => findTargetingMiss(bid.targeting, request.impression),
};

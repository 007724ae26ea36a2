import type { NobodyWonRule } from "../../model/loss-rules.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";

/** An auction that ended well and had no winner, which shipped Android calls an internal error (spec: on-device 2.8). */
export function nobodyWon(rule: NobodyWonRule, message: string, detail: string): ServiceFailure {
  return new ServiceFailure({ status: SERVICE_STATUS.internalError, message, rule, detail });
}

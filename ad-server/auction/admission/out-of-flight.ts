import type { AdmissionRule } from "./admission-rule.ts";

/** A flight includes its first millisecond and not its last. */
export const outOfFlight: AdmissionRule = {
  rule: "out-of-flight",
  refuse({ bid: { flight } }, { request }) {
    if (flight === undefined) return undefined;
    const { startsAtMs, endsAtMs } = flight;
    const { atMs } = request;
    if (startsAtMs !== undefined && atMs < startsAtMs) {
      return `its flight begins in ${startsAtMs - atMs} ms`;
    }
    if (endsAtMs === undefined || atMs < endsAtMs) return undefined;
    return `its flight ended ${atMs - endsAtMs} ms ago`;
  },
};

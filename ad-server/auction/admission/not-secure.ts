import type { AdmissionRule } from "./admission-rule.ts";

/** What is loaded over secure connections cannot load an ad that is not. */
export const notSecure: AdmissionRule = {
  rule: "not-secure",
  refuse({ bid }, { request }) {
    if (bid.isSecure || request.impression.isSecure !== true) return undefined;
    return "its ads do not work over secure connections, and the slot takes no others";
  },
};

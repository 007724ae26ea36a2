import type { AdmissionRule } from "./admission-rule.ts";

export const currencyUnknown: AdmissionRule = {
  rule: "currency-unknown",
  refuse({ bid }, { configuration }) {
    const { currency } = bid;
    if (currency === "USD" || configuration.ratesUsd[currency] !== undefined) return undefined;
    return `it is in ${currency}, and there is no rate for that`;
  },
};

import type { Finding, LintRule } from "../lint-rule.ts";
import { globalUsesIn } from "../facts/global-uses.ts";

const noPriority = "Android asks audiences in no order of theirs: leave it out.";
const noMacros = "Put the values into the addresses of your ads.";

/** What Chrome's worklets have and Android has not, and what Android has instead. */
const CHROME: Readonly<Record<string, string>> = {
  setBid: "Return the bid: { status: 0, ad, bid }.",
  setPriority: noPriority,
  setPriorityOverride: noPriority,
  setPrioritySignalsOverride: noPriority,
  sendReportTo: "Return the address: { status: 0, results: { reporting_uri } }.",
  privateAggregation:
    "There is no aggregation on the device: report in reporting_uri what your server shall count.",
  realTimeReporting: "Use forDebuggingOnly.reportAdAuctionLoss(url).",
  sharedStorage: "A script keeps nothing: everything it may know is in its arguments.",
  registerAdMacro: noMacros,
  queryFeatureSupport: "Ask with typeof for the one function you need.",
};

/** What only Chrome's worklets have. */
export const chromeOnly: LintRule = {
  code: "FL104",
  name: "chrome-only",
  severity: "error",
  about: "Functions that only Chrome's worklets have: setBid, sendReportTo, privateAggregation, …",
  hint: "Ask with typeof before you use it.",
  check({ script }) {
    return globalUsesIn(script, Object.keys(CHROME)).map(({ name, at }): Finding => {
      const hint = CHROME[name] ?? "";
      return { at, message: `${name} is Chrome's: on an Android device it is not defined.`, hint };
    });
  },
};

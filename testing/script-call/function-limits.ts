import type {
  DecisionFunction,
  DecisionFunctionId,
  Profile,
  ScriptGlobal,
} from "../../sdk/index.ts";

/** The setting that limits the stage in which the device calls each function, in virtual milliseconds. */
const BUDGETS = {
  generateBid: "biddingTimeoutPerAudienceMs",
  generateBidV3: "biddingTimeoutPerAudienceMs",
  scoreAd: "scoringTimeoutMs",
  selectOutcome: "selectingOutcomeTimeoutMs",
  reportResult: "reportImpressionTimeoutMs",
  reportWin: "reportImpressionTimeoutMs",
} as const satisfies Record<DecisionFunctionId, keyof Profile["settings"]>;

/** A fetch takes some of it on a device; a call alone has it all. */
export function budgetOf(id: DecisionFunctionId, { settings }: Profile): number {
  return settings[BUDGETS[id]];
}

/** `forDebuggingOnly` is there even where it does nothing; `registerAdBeacon` is not (spec: on-device 4.3, 1.6). */
export function globalsOf({ globals }: DecisionFunction, { settings }: Profile): ScriptGlobal[] {
  return globals.filter((name) => name !== "registerAdBeacon" || settings.registerAdBeaconEnabled);
}

import type { z } from "zod";
import { feature, limitCount, limitMs } from "./setting-kinds.ts";

/** How scripts are fetched and kept, and what they are told, for the schema of profiles (spec: on-device 1, 3, 5, 7). */
export const logicSettings = {
  biddingLogicJsVersion: limitCount(
    "Highest version of generateBid that the device asks for; below 3 it asks nobody and reads no answer",
    "FLEDGE_AD_SELECTION_BIDDING_LOGIC_JS_VERSION",
  ),
  httpCacheEnabled: feature("Whether anything fetched is used again", "FLEDGE_HTTP_CACHE_ENABLE"),
  httpCacheJsEnabled: feature(
    "Whether scripts are, where httpCacheEnabled is on",
    "FLEDGE_HTTP_CACHE_ENABLE_JS_CACHING",
  ),
  httpCacheMaxAgeMs: limitMs(
    "How long a fetched script is used again",
    "FLEDGE_HTTP_CACHE_DEFAULT_MAX_AGE_SECONDS",
  ),
  httpCacheMaxEntries: limitCount(
    "Scripts that are kept; one more drops the one fetched first",
    "FLEDGE_HTTP_CACHE_MAX_ENTRIES",
  ),
  httpCacheHonoursCacheControl: feature(
    "Whether a script's Cache-Control header has a say; that it has none on Android is inferred from its code",
  ),
  outcomesInGivenOrder: feature(
    "Whether selectOutcome sees outcomes in the order of the ids; that Android sorts them by id is inferred",
  ),
  strictSignals: feature(
    "Whether signals have to be strict JSON; Android takes all that its lenient parser reads",
  ),
  cpcBillingEnabled: feature(
    "Whether reportWin is told what a click costs: generateBid's adCost, rounded",
    "FLEDGE_CPC_BILLING_ENABLED",
  ),
  dataVersionHeaderEnabled: feature(
    "Whether scripts are told the Data-Version of the trusted signals",
    "FLEDGE_DATA_VERSION_HEADER_ENABLED",
  ),
};

export type LogicSettings = {
  readonly [Name in keyof typeof logicSettings]: z.infer<(typeof logicSettings)[Name]>;
};

/** As AOSP's code has them. */
export const androidLogicSettings: LogicSettings = {
  biddingLogicJsVersion: 2,
  httpCacheEnabled: true,
  httpCacheJsEnabled: true,
  httpCacheMaxAgeMs: 172_800_000,
  httpCacheMaxEntries: 100,
  httpCacheHonoursCacheControl: false,
  outcomesInGivenOrder: false,
  strictSignals: false,
  cpcBillingEnabled: false,
  dataVersionHeaderEnabled: false,
};

/** Every feature of scripts on; the cache is off, as in AOSP's own end-to-end tests. */
export const allOnLogicSettings = {
  biddingLogicJsVersion: 3,
  httpCacheEnabled: false,
  cpcBillingEnabled: true,
  dataVersionHeaderEnabled: true,
} as const satisfies Partial<LogicSettings>;

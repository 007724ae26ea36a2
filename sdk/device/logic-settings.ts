import { feature, limitCount, limitMs } from "./setting-kinds.ts";

/** How scripts are fetched and kept, and what they are told, for the schema of profiles (spec: on-device 1, 3, 5, 7). */
export const logicSettings = {
  biddingLogicJsVersion: limitCount(
    "Highest version of generateBid that the device asks for; below 3 it asks nobody and reads no answer",
    { android: 2, allOn: 3, flag: "FLEDGE_AD_SELECTION_BIDDING_LOGIC_JS_VERSION" },
  ),
  httpCacheEnabled: feature("Whether anything fetched is used again", {
    android: true,
    allOn: false,
    flag: "FLEDGE_HTTP_CACHE_ENABLE",
  }),
  httpCacheJsEnabled: feature("Whether scripts are, where httpCacheEnabled is on", {
    android: true,
    flag: "FLEDGE_HTTP_CACHE_ENABLE_JS_CACHING",
  }),
  httpCacheMaxAgeMs: limitMs("How long a fetched script is used again", {
    android: 172_800_000,
    flag: "FLEDGE_HTTP_CACHE_DEFAULT_MAX_AGE_SECONDS",
  }),
  httpCacheMaxEntries: limitCount("Scripts that are kept; one more drops the one fetched first", {
    android: 100,
    flag: "FLEDGE_HTTP_CACHE_MAX_ENTRIES",
  }),
  httpCacheHonoursCacheControl: feature(
    "Whether a script's Cache-Control header has a say; that it has none on Android is inferred from its code",
    { android: false },
  ),
  outcomesInGivenOrder: feature(
    "Whether selectOutcome sees outcomes in the order of the ids; that Android sorts them by id is inferred",
    { android: false },
  ),
  strictSignals: feature(
    "Whether signals have to be strict JSON; Android takes all that its lenient parser reads",
    { android: false },
  ),
  cpcBillingEnabled: feature(
    "Whether reportWin is told what a click costs: generateBid's adCost, rounded",
    { android: false, allOn: true, flag: "FLEDGE_CPC_BILLING_ENABLED" },
  ),
  dataVersionHeaderEnabled: feature(
    "Whether scripts are told the Data-Version of the trusted signals",
    { android: false, allOn: true, flag: "FLEDGE_DATA_VERSION_HEADER_ENABLED" },
  ),
};

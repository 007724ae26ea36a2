import { expect, it } from "vitest";
import { PROFILE_SETTINGS, PROFILES } from "../../../sdk/index.ts";

const androidByName = Object.fromEntries(
  PROFILE_SETTINGS.map(({ name, androidName = name }) => [androidName, PROFILES.android[name]]),
);

// spec: on-device 5; what Android counts in seconds is milliseconds here
it.each([
  ["FLEDGE_AD_SELECTION_BIDDING_TIMEOUT_PER_CA_MS", 5_000],
  ["FLEDGE_AD_SELECTION_BIDDING_TIMEOUT_PER_BUYER_MS", 10_000],
  ["FLEDGE_AD_SELECTION_SCORING_TIMEOUT_MS", 5_000],
  ["FLEDGE_AD_SELECTION_OVERALL_TIMEOUT_MS", 10_000],
  ["FLEDGE_AD_SELECTION_SELECTING_OUTCOME_TIMEOUT_MS", 5_000],
  ["FLEDGE_AD_SELECTION_FROM_OUTCOMES_OVERALL_TIMEOUT_MS", 20_000],
  ["FLEDGE_REPORT_IMPRESSION_OVERALL_TIMEOUT_MS", 2_000],
  ["FLEDGE_AD_SELECTION_MAX_CONCURRENT_BIDDING_COUNT", 6],
  ["FLEDGE_AD_SELECTION_EXPIRATION_WINDOW_S", 86_400_000],
  ["AdServicesHttpsClient read timeout", 5_000],
  ["FLEDGE_REGISTER_AD_BEACON_ENABLED", false],
  ["FLEDGE_REPORT_IMPRESSION_MAX_REGISTERED_AD_BEACONS_TOTAL_COUNT", 1_000],
  ["FLEDGE_REPORT_IMPRESSION_MAX_REGISTERED_AD_BEACONS_PER_AD_TECH_COUNT", 10],
  ["FLEDGE_REPORT_IMPRESSION_REGISTERED_AD_BEACONS_MAX_INTERACTION_KEY_SIZE_B", 40],
  ["FLEDGE_REPORT_IMPRESSION_MAX_INTERACTION_REPORTING_URI_SIZE_B", 400],
  ["ReportEventRequest.REPORT_EVENT_MAX_INTERACTION_DATA_SIZE_B", 65_536],
  ["FLEDGE_AD_SELECTION_CONTEXTUAL_ADS_ENABLED", false],
  ["FLEDGE_AD_SELECTION_PREBUILT_URI_ENABLED", false],
  ["FLEDGE_ON_DEVICE_AUCTION_KILL_SWITCH", false],
  ["FLEDGE_SELECT_ADS_KILL_SWITCH", false],
  ["FLEDGE_SELECT_ADS_REQUEST_PERMITS_PER_SECOND", 1],
  ["FLEDGE_REPORT_IMPRESSION_REQUEST_PERMITS_PER_SECOND", 1],
  ["FLEDGE_REPORT_INTERACTION_REQUEST_PERMITS_PER_SECOND", 1],
  ["FLEDGE_JOIN_CUSTOM_AUDIENCE_REQUEST_PERMITS_PER_SECOND", 1],
  ["FLEDGE_LEAVE_CUSTOM_AUDIENCE_REQUEST_PERMITS_PER_SECOND", 1],
  ["FLEDGE_FETCH_AND_JOIN_CUSTOM_AUDIENCE_REQUEST_PERMITS_PER_SECOND", 1],
  ["FLEDGE_SCHEDULE_CUSTOM_AUDIENCE_UPDATE_REQUEST_PERMITS_PER_SECOND", 1],
  ["DISABLE_FLEDGE_ENROLLMENT_CHECK", false],
  ["ENFORCE_FOREGROUND_STATUS_FLEDGE_*", true],
])("has %s as AOSP's code has it (spec: on-device 5)", (androidName, value) => {
  expect(androidByName[androidName]).toBe(value);
});

it("names the flag behind every setting, but for those that Android does not have", () => {
  const ownIdeas = PROFILE_SETTINGS.filter(({ androidName }) => androidName === undefined);

  expect(ownIdeas.map(({ name }) => name)).toEqual([
    "chainedAdSelectionsEnabled",
    "throttleSavesPermits",
  ]);
});

it("gives every setting a flag of its own", () => {
  const flags = PROFILE_SETTINGS.flatMap(({ androidName }) => androidName ?? []);

  expect(flags).toEqual([...new Set(flags)]);
});

it("says what every number counts", () => {
  const wordOf = { B: "Bytes", ms: "Ms", "/s": "PermitsPerSecond", "": "" } as const;

  const misnamed = PROFILE_SETTINGS.filter(({ name, unit }) => !name.endsWith(wordOf[unit]));

  expect(misnamed).toEqual([]);
});

it("throttles every call in profile android, and none in any other (spec: on-device 5)", () => {
  const throttled = Object.entries(PROFILES).map(([profile, settings]) => {
    const rates = PROFILE_SETTINGS.filter(({ unit }) => unit === "/s");
    return [profile, [...new Set(rates.map(({ name }) => settings[name]))]];
  });

  expect(Object.fromEntries(throttled)).toEqual({
    android: [1],
    "android-all-on": [0],
    proposal: [0],
  });
});

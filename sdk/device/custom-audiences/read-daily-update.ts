import type { z } from "zod";
import type { JsonValue } from "../../foundation/json.ts";
import type { AdData } from "../../model/custom-audience.ts";
import { JsonObjectSchema } from "../../model/signals.ts";
import { describeForeignUri } from "../ad-tech-uri.ts";
import { adJsonSchema } from "../filters/ad-json.ts";
import { describeAdFacts } from "../filters/describe-ad-facts.ts";
import type { FilterSettings } from "../filters/filter-settings.ts";
import { LenientJsonError } from "../lenient-json-reader.ts";
import { TrustedBiddingJsonSchema } from "./audience-json.ts";
import type { AudienceSettings } from "./audience-settings.ts";
import { sizeOfAds, sizeOfSignals, sizeOfTrustedBiddingData } from "./audience-size.ts";
import type { StoredAudience } from "./custom-audience-store.ts";
import { readJsonObject } from "./read-json-object.ts";
import { toStoredAds, toTrustedBidding } from "./to-stored-audience.ts";

type Changes = Partial<Pick<StoredAudience, "userBiddingSignals" | "trustedBidding" | "ads">>;

export type DailyUpdate =
  | { readonly kind: "update"; readonly changes: Changes; readonly ignored: readonly string[] }
  | { readonly kind: "refused"; readonly detail: string };

type UpdateSettings = AudienceSettings & FilterSettings;

interface Reading {
  readonly limits: UpdateSettings;
  readonly buyer: string;
  /** What cannot be used, and why; grows while reading. */
  readonly ignored: string[];
}

/**
 * Reads the three fields that an update may replace. Nothing to replace is a success; only an answer whose
 * fields are all malformed is none (spec: on-device 9).
 */
export function readDailyUpdate(limits: UpdateSettings, buyer: string, text: string): DailyUpdate {
  if (text === "") return { kind: "update", changes: {}, ignored: [] };
  const json = readJsonObject(text);
  if (json instanceof LenientJsonError) {
    return { kind: "refused", detail: `the answer is no JSON object: ${json.message}` };
  }
  const reading: Reading = { limits, buyer, ignored: [] };
  const found = FIELDS.filter(({ key }) => json[key] !== undefined);
  const valid = found.flatMap(({ key, read }) => {
    const changes = read(reading, json[key] ?? null);
    if (typeof changes !== "string") return [changes];
    reading.ignored.push(`${key}: ${changes}`);
    return [];
  });
  const { ignored } = reading;
  if (found.length > 0 && valid.length === 0) {
    return { kind: "refused", detail: `no field can be used: ${ignored.join("; ")}` };
  }
  return { kind: "update", changes: Object.assign({}, ...valid) as Changes, ignored };
}

/** How each field becomes a change, or one sentence why it does not. */
const FIELDS: readonly {
  readonly key: string;
  readonly read: (reading: Reading, value: JsonValue) => Changes | string;
}[] = [
  { key: "user_bidding_signals", read: readUserBiddingSignals },
  { key: "trusted_bidding_data", read: readTrustedBiddingData },
  { key: "ads", read: readAds },
];

function readUserBiddingSignals({ limits }: Reading, value: JsonValue): Changes | string {
  const read = JsonObjectSchema.safeParse(value);
  if (!read.success) return wordIssues(read.error);
  const limit = limits.customAudienceMaxUserBiddingSignalsBytes;
  return describeExcess(sizeOfSignals(read.data), limit) ?? { userBiddingSignals: read.data };
}

function readTrustedBiddingData({ limits, buyer }: Reading, value: JsonValue): Changes | string {
  const read = TrustedBiddingJsonSchema.safeParse(value);
  if (!read.success) return wordIssues(read.error);
  const { data } = read;
  const field = { type: "update", name: "trusted bidding URI", uri: data.trustedBiddingUri };
  const [foreign] = describeForeignUri({ role: "buyer", adTech: buyer }, field);
  const limit = limits.customAudienceMaxTrustedBiddingDataBytes;
  const problem = foreign ?? describeExcess(sizeOfTrustedBiddingData(data), limit);
  return problem ?? { trustedBidding: toTrustedBidding(data) };
}

/** Malformed ads are left out one by one; where none is left, the audience has no ads any more. */
function readAds({ limits, ignored }: Reading, value: JsonValue): Changes | string {
  if (!Array.isArray(value)) return "Invalid input: expected array";
  const schema = adJsonSchema(limits);
  const ads = value.flatMap((each, index) => {
    const read = schema.safeParse(each);
    const problem = read.success ? describeAd(limits, read.data) : wordIssues(read.error);
    if (problem === undefined && read.success) return [read.data];
    ignored.push(`ads[${index}]: ${problem}`);
    return [];
  });
  const limit = limits.customAudienceMaxAds;
  if (ads.length > limit) return `${ads.length} ads; the limit is ${limit}`;
  const problem = describeExcess(sizeOfAds(limits, ads), limits.customAudienceMaxAdsBytes);
  return problem ?? { ads: toStoredAds(limits, ads) };
}

/** Any host will do here, the buyer's or not. */
function describeAd(limits: UpdateSettings, ad: AdData): string | undefined {
  const field = { type: "ad", name: "render uri", uri: ad.renderUri };
  const [foreign] = describeForeignUri({ role: "buyer", adTech: "" }, field);
  return foreign ?? describeAdFacts(limits, ad)[0];
}

function describeExcess(bytes: number, limit: number): string | undefined {
  return bytes > limit ? `${bytes} bytes; the limit is ${limit}` : undefined;
}

function wordIssues({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => [...path, message].join(" ")).join(", ");
}

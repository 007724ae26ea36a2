import type { JsonObject, JsonValue } from "../../foundation/json.ts";
import type { ReturnedValue } from "../../foundation/script-sandbox.ts";
import { malformed, ok, readStatusZero, toNumber, type Read } from "../decision-contracts.ts";
import { describeReturned, describeValue } from "../describe-value.ts";
import type { FilterFeatures } from "../filters/ad-facts.ts";
import { readCounterKeys } from "../filters/read-counter-keys.ts";
import { isJsonObject } from "../lenient-json.ts";

/** What a buyer bids; nobody checks that the ad is one of the audience's own (spec: on-device 1.4). */
export interface BidResult {
  readonly renderUri: string;
  readonly metadata: JsonObject;
  readonly bid: number;
  /** As the script gave it; what is no finite number counts as absent. */
  readonly adCost: number | undefined;
  /** Absent when it has none, and where frequency caps are off. */
  readonly adCounterKeys?: readonly number[];
}

/** Result of one `generateBid` call, v2: `{ status: 0, ad, bid, adCost? }` (spec: on-device 1.2, 1.4). */
export function readBidResult(
  features: FilterFeatures,
  returned: ReturnedValue | undefined,
): Read<BidResult> {
  const result = readStatusZero("generateBid", returned);
  return result.kind === "refused" ? result : readBid(features, result.value);
}

/**
 * Result of one `generateBid` call, v3: `{ ad, bid, render, adCost? }`. A status is ignored, and so is the
 * value of `render`, which has to be there (spec: on-device 1.2, 1.4).
 */
export function readBidResultV3(
  features: FilterFeatures,
  returned: ReturnedValue | undefined,
): Read<BidResult> {
  const value = returned?.kind === "value" ? returned.value : undefined;
  const keysOfNothing = (returned?.kind === "value" && returned.undefinedKeys) || [];
  if (isJsonObject(value) && ("render" in value || keysOfNothing.includes("render"))) {
    return readBid(features, value);
  }
  return malformed(
    `generateBid returned ${describeReturned(returned)}; version 3 must return an object with ad, bid and render`,
  );
}

function readBid(features: FilterFeatures, { ad, bid, adCost }: JsonObject): Read<BidResult> {
  const amount = toNumber(bid);
  if (amount === undefined) {
    return malformed(
      `generateBid returned bid ${describeValue(bid)}; a bid must be a finite number`,
    );
  }
  if (!isJsonObject(ad) || typeof ad["render_uri"] !== "string") {
    return malformed(`generateBid returned ad ${describeValue(ad)}, which has no render_uri`);
  }
  const { render_uri: renderUri, metadata } = ad;
  if (!isJsonObject(metadata)) return malformedMetadata(metadata);
  const keys = readCounterKeys(features, ad);
  if (keys.kind === "refused") return keys;
  return ok({ renderUri, metadata, bid: amount, adCost: toNumber(adCost), ...keys.value });
}

function malformedMetadata(metadata: JsonValue | undefined): Read<BidResult> {
  return malformed(
    `generateBid returned an ad whose metadata is ${describeValue(metadata)}, no object`,
  );
}

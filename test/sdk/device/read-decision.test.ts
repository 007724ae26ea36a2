import { expect, it } from "vitest";
import {
  PROFILES,
  readDecision,
  type DecisionFunctionId,
  type JsonValue,
} from "../../../sdk/index.ts";

const settings = PROFILES["android-all-on"];
const ad = { render_uri: "https://buyer.example/ad", metadata: {} };

function read(id: DecisionFunctionId, value: JsonValue) {
  return readDecision(id, { kind: "value", value }, settings);
}

it.each<[DecisionFunctionId, JsonValue, JsonValue]>([
  [
    "generateBid",
    { status: 0, ad, bid: "2.5" },
    { renderUri: ad.render_uri, metadata: {}, bid: 2.5 },
  ],
  [
    "generateBidV3",
    { ad, bid: 2, render: null, adCost: 1 },
    { renderUri: ad.render_uri, metadata: {}, bid: 2, adCost: 1 },
  ],
  ["scoreAd", { status: 0, score: 3 }, { score: 3 }],
  ["selectOutcome", { status: 0, result: { id: "-1", bid: 1 } }, { id: "-1" }],
  ["selectOutcome", { status: 0, result: null }, null],
  [
    "reportResult",
    { status: 0, results: { signals_for_buyer: "{}", reporting_uri: "https://a.example" } },
    { signalsForBuyer: "{}", reportingUri: "https://a.example" },
  ],
  [
    "reportWin",
    { status: 0, results: { reporting_uri: "https://a.example" } },
    { reportingUri: "https://a.example" },
  ],
])("takes from %s what the device does: %j", (id, returned, value) => {
  expect(read(id, returned)).toEqual({ kind: "ok", value });
});

it.each<[DecisionFunctionId, JsonValue, string]>([
  ["generateBid", { ad, bid: 1 }, "no-result"],
  ["generateBid", { status: 0, ad, bid: null }, "shape"],
  ["generateBidV3", { ad, bid: 1 }, "shape"],
  ["scoreAd", { status: 1, score: 1 }, "status"],
  ["selectOutcome", null, "no-result"],
  ["reportResult", { status: 0, results: { reporting_uri: "https://a.example" } }, "shape"],
  ["reportWin", { status: 0 }, "shape"],
])("refuses of %s what the device does: %j", (id, returned, flaw) => {
  expect(read(id, returned)).toMatchObject({ kind: "refused", flaw });
});

it("refuses a promise, and nothing at all", () => {
  const promise = readDecision("scoreAd", { kind: "promise" }, settings);
  const nothing = readDecision("scoreAd", undefined, settings);

  expect([promise.kind, nothing.kind]).toEqual(["refused", "refused"]);
});

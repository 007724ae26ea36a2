import { expect, it } from "vitest";
import { createOutcomeStore } from "../../../../sdk/device/ad-selection/outcome-store.ts";

const outcome = {
  adSelectionId: "-12",
  owner: "com.example.one",
  createdAtMs: 1_000,
  renderUri: "https://buyer.example/ad",
  bid: 1,
  buyer: "buyer.example",
  audienceName: "shoes",
  biddingLogicUri: "https://buyer.example/bidding.js",
};

it("gives an outcome to the app that owns it, however its id is written, and to nobody else (spec: on-device 3.2)", () => {
  const store = createOutcomeStore({ lifetimeMs: 100, nowMs: () => 1_000 });
  store.put(outcome);

  expect(store.find({ adSelectionId: "-0012", owner: "com.example.one" })).toEqual(outcome);
  expect(store.find({ adSelectionId: "-12", owner: "com.example.two" })).toBeUndefined();
  expect(store.find({ adSelectionId: "12", owner: "com.example.one" })).toBeUndefined();
});

it("forgets an outcome once it is older than its lifetime, but never gives its id away (spec: on-device 2.7)", () => {
  let nowMs = 1_100;
  const store = createOutcomeStore({ lifetimeMs: 100, nowMs: () => nowMs });
  store.put(outcome);
  const key = { adSelectionId: "-12", owner: "com.example.one" };

  expect(store.find(key)).toEqual(outcome);
  nowMs = 1_101;
  expect(store.find(key)).toBeUndefined();
  expect(store.has("-12")).toBe(true);
});

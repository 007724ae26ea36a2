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
  const store = createOutcomeStore();
  store.put(outcome);

  expect(store.find({ adSelectionId: "-0012", owner: "com.example.one" })).toEqual(outcome);
  expect(store.find({ adSelectionId: "-12", owner: "com.example.two" })).toBeUndefined();
  expect(store.find({ adSelectionId: "12", owner: "com.example.one" })).toBeUndefined();
});

it("never looks at an outcome's age until it is told to delete what is old (spec: on-device 2.7)", () => {
  const store = createOutcomeStore();
  store.put(outcome);
  const key = { adSelectionId: "-12", owner: "com.example.one" };

  expect(store.deleteOlderThan(1_000)).toEqual([]);
  expect(store.find(key)).toEqual(outcome);
  expect(store.deleteOlderThan(1_001)).toEqual(["-12"]);
  expect(store.find(key)).toBeUndefined();
});

it("deletes scripts that no outcome names any more (spec: on-device 2.7)", () => {
  const store = createOutcomeStore();
  store.put(outcome);
  const used = { name: outcome.biddingLogicUri, source: "used" };
  const unused = { name: "https://buyer.example/old.js", source: "unused" };
  store.putBiddingScript(used.name, used);
  store.putBiddingScript(unused.name, unused);

  expect(store.deleteUnusedScripts()).toEqual(["https://buyer.example/old.js"]);
  expect(store.biddingScript("https://buyer.example/old.js")).toBeUndefined();
  expect(store.biddingScript(outcome.biddingLogicUri)).toEqual(used);
});

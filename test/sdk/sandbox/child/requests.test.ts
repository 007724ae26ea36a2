import { expect, it } from "vitest";
import {
  createRequestReader,
  createRequestWriter,
} from "../../../../sdk/sandbox/child/requests.ts";

const aRun = (source: string, index: number) => ({
  scriptName: "https://buyer.example/bidding.js",
  source,
  functionName: "generateBid",
  world: { hasConsole: true, hasAdBeacons: false, hasDebuggingOnly: false },
  input: `{"randomSeed":${index}}`,
});

it("sends a text once and gives back every run as it was", () => {
  const runs = ["a", "b", "a", "a", "b"].map(aRun);

  const requests = runs.map(createRequestWriter());

  const sent = requests.map(({ head }) => (head as { source?: string }).source);
  expect(sent).toEqual(["a", "b", undefined, undefined, undefined]);
  expect(requests.map(createRequestReader())).toEqual(runs);
});

it("forgets all texts on both sides before they fill the memory", () => {
  const runs = ["aaaa", "bbb", "cccc", "aaaa", "cccc"].map(aRun);

  const requests = runs.map(createRequestWriter(8));

  const sent = requests.map(({ head }) => (head as { source?: string }).source);
  expect(sent).toEqual(["aaaa", "bbb", "cccc", "aaaa", undefined]);
  expect(requests.map(createRequestReader())).toEqual(runs);
});

import { expect, it } from "vitest";
import { collectLedger } from "../../../sdk/index.ts";
import {
  explainTrace,
  prepareScenario,
  runScenario,
  type Question,
} from "../../../simulator/index.ts";
import { aDeviceScenario, anAuction, azores, trail } from "../../support/a-device-scenario.ts";
import { aScenario } from "../../support/a-scenario.ts";
import { aTrace, EXAMPLES, ofNode, runExample } from "../../support/a-trace.ts";
import { errorOf } from "../../support/error-of.ts";
import { findUntoldAds, findUntoldNodes, tell, untold } from "../../support/tell-trace.ts";

it.each(EXAMPLES)("names rule and values of whoever did not win in %s", async (folder) => {
  const events = await runExample(folder);

  const text = tell(events);

  expect(untold(text, collectLedger(events))).toEqual([]);
  expect([findUntoldAds(events), findUntoldNodes(events)]).toEqual([[], []]);
  expect(text).not.toMatch(/unknown|(?<!of )undefined|\[object|\bNaN\b|\bnull\b/i);
});

const misbehaviours = ["slow", "hanging", "throwing", "late", "answering-twice", "lying"];
const flows = ["waterfall", "programmatic", "hybrid"] as const;

it.each(flows.flatMap((flow) => misbehaviours.map((behaviour) => [flow, behaviour] as const)))(
  "names rule and values of whoever did not win, in a %s with a network that is %s",
  async (flow, behaviour) => {
    const node = { ecpmUsd: 3, floorCpmUsd: 1, timeoutMs: 100 };
    const scenario = aScenario({
      app: { appId: "com.example.game", mediation: { flow } },
      networks: {
        alpha: { adapter: "unreliable", options: { behaviour, delayMs: 300 } },
        beta: { adapter: "fixed-price", options: { cpmUsd: 0.5, fillRate: 0.5 } },
        gamma: { adapter: "fixed-price", options: { cpmUsd: 2 } },
      },
      adServer: {
        slots: {
          "home-banner": {
            kind: "chain",
            nodes: [
              { networkId: "alpha", ...node },
              { networkId: "beta", ...node, bids: true },
              { networkId: "gamma", ...node, ecpmUsd: 1 },
            ],
          },
        },
      },
      steps: [{ request: "home-banner" }, { advance: "1s" }, { request: "home-banner" }],
    });
    const { events } = await runScenario(await prepareScenario(scenario));

    const text = tell(events);

    expect(untold(text, collectLedger(events))).toEqual([]);
    expect([findUntoldAds(events), findUntoldNodes(events)]).toEqual([[], []]);
  },
);

it("tells one request, one node and one ad", async () => {
  const events = await runExample("03-inclusive-floor");

  const titles = (question: Question): readonly string[] =>
    explainTrace(events, question).map(({ title }) => title);

  expect(titles({})).toEqual([
    "request-1  slot equal, banner",
    "request-2  slot a-cent-above, banner",
  ]);
  expect(titles({ requestId: "2" })).toEqual(["request-2  slot a-cent-above, banner"]);
  expect(titles({ nodeId: "alpha" })).toEqual(["request-1, node alpha", "request-2, node alpha"]);
  expect(titles({ nodeId: "alpha", requestId: "request-2" })).toEqual(["request-2, node alpha"]);
});

it("tells a step on the device, and what the app was thrown there", async () => {
  const events = await runExample("two-error-layers");

  const [chapter] = explainTrace(events);

  expect(chapter?.title).toBe("step 1  selectAds strict.example");
  expect(chapter?.sentences.at(-1)).toEqual({
    text: "The app was thrown IllegalStateException, without a message.",
  });
});

it("opens with the end of a request, and for each node that did not win a line with what decided", () => {
  const events = aTrace(
    {
      type: "request.started",
      atMs: 0,
      requestId: "request-1",
      slotId: "home",
      format: "banner",
      totalTimeoutMs: 30_000,
      endpointTimeoutMs: 3_000,
    },
    ofNode("node.unfilled", { latencyMs: 7, rule: "network-no-fill", detail: "sold out" }),
    { type: "request.finished", atMs: 7, requestId: "request-1", kind: "no-fill", latencyMs: 7 },
  );

  const [chapter] = explainTrace(events);

  expect(chapter).toEqual({
    title: "request-1  slot home, banner",
    sentences: [
      { text: "Nobody won: the request ended as no-fill after 7 ms." },
      {
        text: 'Node "alpha" did not win (network-no-fill): sold out.',
        rule: "network-no-fill",
      },
      {
        text: 'Node "alpha" answered after 7 ms without an ad because the network had no ad for this request (network-no-fill): sold out.',
        rule: "network-no-fill",
      },
    ],
  });
});

it("says so where nothing was asked for", () => {
  const chapters = explainTrace(aTrace());

  expect(chapters).toEqual([
    { title: "a trace", sentences: [{ text: "No ad was requested, and none selected." }] },
  ]);
});

it.each([
  [{ nodeId: "gama" }, 'There is no node "gama" in the trace.', "Did you mean gamma?"],
  [
    { nodeId: "omega-rewarded" },
    'There is no node "omega-rewarded" in the trace.',
    "There is: alpha, beta, gamma, delta.",
  ],
  [
    { adUri: "https://travel.example/ads/azore" },
    'There is no ad "https://travel.example/ads/azore" in the trace.',
    "Did you mean https://travel.example/ads/azores?",
  ],
  [{ requestId: "2" }, 'There is no request "request-2" in the trace.', "There is: request-1."],
])("refuses what is not in the trace and names what is: %o", async (question, message, hint) => {
  const events = await runExample("01-waterfall");

  const error = await errorOf(() => explainTrace(events, question));

  expect([error.code, error.message, error.hint]).toEqual(["ERR_TRACE_NO_MATCH", message, hint]);
});

it("tells where an ad won, where it did not, and that one was never in the running", async () => {
  const stored = "https://shoes.example/ads/stored";
  const scenario = aDeviceScenario([
    { selectAds: anAuction },
    { storeOutcome: { buyer: "shoes.example", renderUri: stored, bid: 1 } },
  ]);
  const { events } = await runScenario(await prepareScenario(scenario));

  const verdicts = [trail, azores, stored].map(
    (adUri) => explainTrace(events, { adUri })[0]?.sentences,
  );

  expect(verdicts).toEqual([
    [{ text: "It won step 1." }],
    [{ text: "It did not win step 1." }],
    [{ text: "It took part in no request and no ad selection." }],
  ]);
});

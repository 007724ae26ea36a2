import { expect, it } from "vitest";
import type { LoadedAd, MediationEvent } from "../../../sdk/index.ts";
import { aFillingAdapter, aMediation, anAdapter } from "../../support/a-mediation.ts";
import { errorOf } from "../../support/error-of.ts";

const fill = {
  kind: "fill",
  renderUri: "https://alpha.example/ad",
  cpmUsd: 2,
  adSelectionId: "-12",
};

/** The ad that a network with these capabilities filled, and what has been told since. */
async function anAd(capabilities: object): Promise<{ ad: LoadedAd; told: () => MediationEvent[] }> {
  const { requestAd, events } = await aMediation({
    adapters: [anAdapter("alpha", async () => fill, capabilities)],
    nodes: [{ nodeId: "a-1", networkId: "alpha-network", adapter: "alpha" }],
  });
  const result = await requestAd();
  if (result.kind !== "filled") throw new Error("expected an ad");
  const before = events.length;
  return { ad: result.ad, told: () => events.slice(before) };
}

const facts = { atMs: 0, requestId: "request-1", adId: "ad-1", networkId: "alpha-network" };

it("carries what an app needs to render it and to know where it is from", async () => {
  const { ad } = await anAd({});

  expect({ ...ad }).toEqual({
    adId: "ad-1",
    requestId: "request-1",
    slotId: "level-end",
    networkId: "alpha-network",
    nodeId: "a-1",
    source: "node",
    renderUri: "https://alpha.example/ad",
    cpmUsd: 2,
    adSelectionId: "-12",
    show: expect.any(Function),
    reportImpression: expect.any(Function),
    reportEvent: expect.any(Function),
  });
});

it("is shown once", async () => {
  const { ad, told } = await anAd({});

  ad.show();
  const error = await errorOf(() => ad.show());

  expect(error).toMatchObject({
    code: "ERR_SDK_ALREADY_SHOWN",
    message: "Cannot show ad-1: it was shown already.",
  });
  expect(told()).toEqual([{ type: "ad.shown", ...facts, renderUri: "https://alpha.example/ad" }]);
});

it("has its own network report, with what the network filled and the node's origin", async () => {
  const calls: unknown[] = [];
  const { ad, told } = await anAd({
    reportImpression: async (...given: unknown[]) => void calls.push(given),
    reportEvent: async (...given: unknown[]) => void calls.push(given),
  });

  await ad.reportImpression();
  await ad.reportEvent("click", '{"x":1}');
  await ad.reportEvent("view");

  const origin = { requestId: "request-1", nodeId: "a-1" };
  expect(calls).toEqual([
    [fill, origin],
    [fill, { key: "click", data: '{"x":1}' }, origin],
    [fill, { key: "view", data: "" }, origin],
  ]);
  expect(told()).toEqual([
    { type: "impression.reported", ...facts },
    { type: "interaction.reported", ...facts, key: "click" },
    { type: "interaction.reported", ...facts, key: "view" },
  ]);
});

it("refuses a second impression and says so, even while the first is being reported", async () => {
  const calls: string[] = [];
  const { ad, told } = await anAd({ reportImpression: async () => void calls.push("impression") });

  const [first, second] = await Promise.allSettled([ad.reportImpression(), ad.reportImpression()]);
  const third = await errorOf(() => ad.reportImpression());

  const refusal = {
    code: "ERR_SDK_ALREADY_REPORTED",
    message:
      "Cannot report the impression of ad-1 a second time: an impression is reported once; a second report would be paid twice.",
  };
  expect(calls).toEqual(["impression"]);
  expect([first?.status, third]).toMatchObject(["fulfilled", refusal]);
  expect(second).toMatchObject({ status: "rejected", reason: refusal });
  expect(told().map(({ type }) => type)).toEqual([
    "impression.refused",
    "impression.reported",
    "impression.refused",
  ]);
});

it.each([
  ["rejects", async () => Promise.reject(new Error("no beacon server"))],
  [
    "throws",
    () => {
      throw new Error("no beacon server");
    },
  ],
])("says that the network could not report when it %s", async (_how, report) => {
  const { ad, told } = await anAd({ reportImpression: report, reportEvent: report });

  const impression = await errorOf(() => ad.reportImpression());
  const click = await errorOf(() => ad.reportEvent("click"));

  expect([impression, click]).toMatchObject([
    {
      code: "ERR_SDK_REPORT_FAILED",
      message: 'Network "alpha-network" could not report the impression of ad-1: no beacon server',
    },
    {
      code: "ERR_SDK_REPORT_FAILED",
      message: 'Network "alpha-network" could not report "click" of ad-1: no beacon server',
    },
  ]);
  const failure = { ...facts, code: "ERR_ADAPTER_FAILED", detail: "no beacon server" };
  expect(told()).toEqual([
    { type: "impression.failed", ...failure },
    { type: "interaction.failed", ...failure, key: "click" },
  ]);
});

it("does not report again after a failure: some of the report may have arrived", async () => {
  const { ad } = await anAd({
    reportImpression: async () => Promise.reject(new Error("half sent")),
  });
  await errorOf(() => ad.reportImpression());

  expect(await errorOf(() => ad.reportImpression())).toMatchObject({
    code: "ERR_SDK_ALREADY_REPORTED",
  });
});

it("is content with a network that has nothing to report to", async () => {
  const { requestAd, events } = await aMediation({ adapters: [aFillingAdapter("alpha")] });
  const result = await requestAd();
  if (result.kind !== "filled") throw new Error("expected an ad");

  await result.ad.reportImpression();
  await result.ad.reportEvent("click");

  expect(events.slice(-2).map(({ type }) => type)).toEqual([
    "impression.reported",
    "interaction.reported",
  ]);
});

it("does not wait for a network that never comes back from its report", async () => {
  const { ad, told } = await anAd({ reportImpression: () => new Promise(() => undefined) });

  const error = await errorOf(() => ad.reportImpression());

  const detail = "it did not report within 5000 ms";
  expect(error).toMatchObject({
    code: "ERR_SDK_REPORT_FAILED",
    message: `Network "alpha-network" could not report the impression of ad-1: ${detail}`,
  });
  expect(told()).toEqual([
    { type: "impression.failed", ...facts, atMs: 5000, code: "ERR_ADAPTER_FAILED", detail },
  ]);
});

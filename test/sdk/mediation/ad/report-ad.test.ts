import { expect, it } from "vitest";
import {
  adFacts,
  aFill,
  aLoadedAd,
  typesOf,
  type LoadedAdInput,
} from "../../../support/a-loaded-ad.ts";
import { errorOf } from "../../../support/error-of.ts";

/** An ad on the screen; `told` begins there. */
async function aShownAd(capabilities: LoadedAdInput["capabilities"] = {}) {
  const loaded = await aLoadedAd({ capabilities });
  await loaded.ad.show();
  const before = loaded.told().length;
  return { ...loaded, told: () => loaded.told().slice(before) };
}

it("has its own network report, with what the network filled and the node's origin", async () => {
  const calls: unknown[] = [];
  const note = async (...given: unknown[]): Promise<void> => void calls.push(given);
  const { ad, told } = await aShownAd({ reportImpression: note, reportEvent: note });

  await ad.reportImpression();
  await ad.reportEvent("click", '{"x":1}');
  await ad.reportEvent("view");

  const origin = { requestId: "request-1", nodeId: "a-1" };
  expect(calls).toEqual([
    [aFill, origin],
    [aFill, { key: "click", data: '{"x":1}' }, origin],
    [aFill, { key: "view", data: "" }, origin],
  ]);
  expect(told()).toEqual([
    { type: "impression.reported", ...adFacts },
    expect.objectContaining({ type: "revenue.paid" }),
    { type: "interaction.reported", ...adFacts, key: "click" },
    { type: "interaction.reported", ...adFacts, key: "view" },
  ]);
});

it("refuses a second impression and says so, even while the first is being reported", async () => {
  const calls: string[] = [];
  const { ad, told } = await aShownAd({
    reportImpression: async () => void calls.push("impression"),
  });

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
  expect(typesOf(told())).toEqual([
    "impression.refused",
    "impression.reported",
    "revenue.paid",
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
])("says that the network could not report when it %s, and pays nothing", async (_how, report) => {
  const { ad, told } = await aShownAd({ reportImpression: report, reportEvent: report });

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
  const failure = { ...adFacts, code: "ERR_ADAPTER_FAILED", detail: "no beacon server" };
  expect(told()).toEqual([
    { type: "impression.failed", ...failure },
    { type: "interaction.failed", ...failure, key: "click" },
  ]);
});

it("does not report again after a failure: some of the report may have arrived", async () => {
  const { ad } = await aShownAd({
    reportImpression: async () => Promise.reject(new Error("half sent")),
  });
  await errorOf(() => ad.reportImpression());

  expect(await errorOf(() => ad.reportImpression())).toMatchObject({
    code: "ERR_SDK_ALREADY_REPORTED",
  });
});

it("is content with a network that has nothing to report to", async () => {
  const { ad, told } = await aShownAd();

  await ad.reportImpression();
  await ad.reportEvent("click");

  expect(typesOf(told())).toEqual(["impression.reported", "revenue.paid", "interaction.reported"]);
});

it("does not wait for a network that never comes back from its report", async () => {
  const { ad, told } = await aShownAd({ reportImpression: () => new Promise(() => undefined) });

  const error = await errorOf(() => ad.reportImpression());

  const detail = "it did not report within 5000 ms";
  expect(error).toMatchObject({
    code: "ERR_SDK_REPORT_FAILED",
    message: `Network "alpha-network" could not report the impression of ad-1: ${detail}`,
  });
  expect(told()).toEqual([
    { type: "impression.failed", ...adFacts, atMs: 5000, code: "ERR_ADAPTER_FAILED", detail },
  ]);
});

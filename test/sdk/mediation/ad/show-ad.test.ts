import { expect, it } from "vitest";
import { adFacts, aFill, aLoadedAd, typesOf } from "../../../support/a-loaded-ad.ts";
import { errorOf } from "../../../support/error-of.ts";

it("asks the winning network to show its ad, with the slot and the time it has", async () => {
  const asked: unknown[] = [];
  const { ad } = await aLoadedAd({
    capabilities: {
      show: async (...[fill, request]: unknown[]) => {
        asked.push(fill, request);
        return { kind: "shown" };
      },
    },
  });

  expect(await ad.show()).toEqual({ kind: "shown" });
  expect(asked).toEqual([
    aFill,
    {
      requestId: "request-1",
      adId: "ad-1",
      slot: { slotId: "level-end", format: "banner" },
      timeoutMs: 5_000,
      origin: { requestId: "request-1", nodeId: "a-1" },
    },
  ]);
});

const failures: readonly (readonly [string, () => unknown, number, string, string])[] = [
  [
    "says that it is not shown",
    async () => ({ kind: "not-shown", reason: "the screen is taken" }),
    0,
    "ad-not-shown",
    "the screen is taken",
  ],
  [
    "answers with an error",
    async () => ({ kind: "error", error: { code: "52202", message: "no activity" } }),
    0,
    "adapter-failed",
    "no activity",
  ],
  [
    "throws",
    () => {
      throw new Error("no webview");
    },
    0,
    "adapter-failed",
    "the adapter threw: no webview",
  ],
  [
    "never answers",
    () => new Promise(() => undefined),
    5_000,
    "ad-not-shown",
    "alpha-network did not show it within 5000 ms",
  ],
];

it.each(failures)("has no ad on the screen when its network %s", async (...failure) => {
  const [, show, atMs, rule, detail] = failure;
  const invalidated: unknown[] = [];
  const { ad, told } = await aLoadedAd({
    capabilities: { show, invalidate: async (fill: unknown) => void invalidated.push(fill) },
  });

  const outcome = await ad.show();
  const again = await ad.show();
  const impression = await errorOf(() => ad.reportImpression());

  expect([outcome, again]).toEqual([
    { kind: "not-shown", rule, detail },
    { kind: "not-shown", rule, detail },
  ]);
  expect(impression).toMatchObject({
    code: "ERR_SDK_WRONG_STATE",
    message: "Cannot report the impression of ad-1: it could not be shown.",
  });
  expect(told()).toEqual([{ type: "ad.show-failed", ...adFacts, atMs, rule, detail }]);
  expect(invalidated).toEqual([aFill]);
});

it.each([[undefined], ["shown"], [{ kind: "shown", paidCpmUsd: -1 }], [{ kind: "fill" }]])(
  "does not believe a network that answers %j",
  async (answer) => {
    const { ad, told } = await aLoadedAd({ capabilities: { show: async () => answer } });

    const outcome = await ad.show();

    expect(outcome).toMatchObject({ kind: "not-shown", rule: "adapter-result-invalid" });
    expect(typesOf(told())).toEqual(["ad.show-failed"]);
  },
);

it("refuses whatever comes while the network is still at it", async () => {
  const { ad, clock } = await aLoadedAd({
    capabilities: { show: () => clock.sleep(300).then(() => ({ kind: "shown" })) },
  });

  const showing = ad.show();
  const errors = await Promise.all([
    errorOf(() => ad.show()),
    errorOf(() => ad.reportImpression()),
    errorOf(() => ad.hide()),
    errorOf(() => ad.invalidate()),
  ]);

  expect(errors.map(({ message }) => message)).toEqual([
    "Cannot show ad-1: it was shown already.",
    "Cannot report the impression of ad-1: it is still being shown.",
    "Cannot hide ad-1: it is still being shown.",
    "Cannot let go of ad-1: it is on the screen.",
  ]);
  expect(await showing).toEqual({ kind: "shown" });
});

it("does not expire while the network is still at it", async () => {
  const { ad, clock, told } = await aLoadedAd({
    mediation: { adExpiryMs: 200 },
    capabilities: { show: () => clock.sleep(300).then(() => ({ kind: "shown" })) },
  });

  expect(await ad.show()).toEqual({ kind: "shown" });
  expect(typesOf(told())).toEqual(["ad.shown"]);
});

it("leaves the network the time that the options say, and tells it to stop after that", async () => {
  const stopped: unknown[] = [];
  const { ad, clock } = await aLoadedAd({
    mediation: { showTimeoutMs: 700 },
    capabilities: {
      show: (_fill: unknown, _request: unknown, signal: AbortSignal) =>
        clock.sleep(10_000, signal).catch((error: Error) => stopped.push(error.message)),
    },
  });

  const { kind } = await ad.show();

  expect([kind, clock.elapsedMs()]).toEqual(["not-shown", 700]);
  expect(stopped).toEqual(["No time left: the limit was 700 ms."]);
});

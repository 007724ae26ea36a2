import { expect, it } from "vitest";
import type { LoadedAd } from "../../../../sdk/index.ts";
import { adFacts, aFill, aLoadedAd, typesOf } from "../../../support/a-loaded-ad.ts";
import { errorOf } from "../../../support/error-of.ts";

const shown = { type: "ad.shown", ...adFacts, renderUri: "https://alpha.example/ad" };
const paid = {
  type: "revenue.paid",
  ...adFacts,
  slotId: "level-end",
  format: "banner",
  nodeId: "a-1",
  source: "node",
  valueMicros: 2_000,
  currency: "USD",
  precision: "exact",
  rankCpmUsd: 1,
};

it("carries what an app needs to render it and to know where it is from", async () => {
  const { ad } = await aLoadedAd({ fill: { ...aFill, adSelectionId: "-12" } });

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
    expiresAtMs: 3_600_000,
    state: "ready",
    isReady: true,
    show: expect.any(Function),
    reportImpression: expect.any(Function),
    reportEvent: expect.any(Function),
    reward: expect.any(Function),
    hide: expect.any(Function),
    invalidate: expect.any(Function),
  });
});

it("goes through its life in order, and pays once, apart from the impression", async () => {
  const { ad, told } = await aLoadedAd();

  const outcome = await ad.show();
  await ad.reportImpression();
  await ad.reportEvent("click");
  await ad.hide();

  expect(outcome).toEqual({ kind: "shown" });
  expect(told()).toEqual([
    shown,
    { type: "impression.reported", ...adFacts },
    paid,
    { type: "interaction.reported", ...adFacts, key: "click" },
    { type: "ad.hidden", ...adFacts },
  ]);
});

it("is shown once", async () => {
  const { ad, told } = await aLoadedAd();

  await ad.show();
  const error = await errorOf(() => ad.show());

  expect(error).toMatchObject({
    code: "ERR_SDK_ALREADY_SHOWN",
    message: "Cannot show ad-1: it was shown already.",
  });
  expect(told()).toEqual([shown]);
});

type Misuse = (ad: LoadedAd) => Promise<unknown>;

const misuses: readonly (readonly [what: string, before: Misuse, misuse: Misuse, says: string])[] =
  [
    [
      "report an impression before it is shown",
      async () => undefined,
      (ad) => ad.reportImpression(),
      "Cannot report the impression of ad-1: it has not been shown.",
    ],
    [
      "report a click before it is shown",
      async () => undefined,
      (ad) => ad.reportEvent("click"),
      'Cannot report "click" of ad-1: it has not been shown.',
    ],
    [
      "report a click before its impression",
      (ad) => ad.show(),
      (ad) => ad.reportEvent("click"),
      'Cannot report "click" of ad-1: it has had no impression.',
    ],
    [
      "report its impression once it is hidden",
      (ad) => ad.show().then(() => ad.hide()),
      (ad) => ad.reportImpression(),
      "Cannot report the impression of ad-1: it was hidden.",
    ],
    [
      "hide it before it is shown",
      async () => undefined,
      (ad) => ad.hide(),
      "Cannot hide ad-1: it has not been shown.",
    ],
    [
      "hide it twice",
      (ad) => ad.show().then(() => ad.hide()),
      (ad) => ad.hide(),
      "Cannot hide ad-1: it was hidden.",
    ],
    [
      "let go of it while it is on the screen",
      (ad) => ad.show(),
      (ad) => ad.invalidate(),
      "Cannot let go of ad-1: it is on the screen.",
    ],
    [
      "reward the user of a banner",
      (ad) => ad.show().then(() => ad.reportImpression()),
      (ad) => ad.reward(),
      'Cannot reward the user of ad-1: it is for slot "level-end", whose format is banner.',
    ],
    [
      "report a click when the app has let go of it",
      (ad) => ad.invalidate(),
      (ad) => ad.reportEvent("click"),
      'Cannot report "click" of ad-1: it was let go of.',
    ],
  ];

it.each(misuses)("does not let the app %s", async (_what, before, misuse, message) => {
  const { ad, told } = await aLoadedAd();
  await before(ad);
  const toldBefore = told().length;

  const error = await errorOf(() => misuse(ad));

  expect(error).toMatchObject({ code: "ERR_SDK_WRONG_STATE", message });
  expect(error.hint).toBeDefined();
  expect(told()).toHaveLength(toldBefore);
});

it("tells of reports under way before it tells that it is hidden", async () => {
  const { ad, clock, told } = await aLoadedAd({
    capabilities: {
      reportImpression: () => clock.sleep(100),
      reportEvent: () => clock.sleep(50),
    },
  });
  await ad.show();

  const impression = ad.reportImpression();
  const click = ad.reportEvent("click");
  const hidden = ad.hide();
  const late = await errorOf(() => ad.reportEvent("click"));
  await Promise.all([impression, click, hidden]);

  expect(late.message).toBe('Cannot report "click" of ad-1: it was hidden.');
  expect(told().map(({ type, atMs }) => `${atMs} ${type}`)).toEqual([
    "0 ad.shown",
    "100 impression.reported",
    "100 revenue.paid",
    "150 interaction.reported",
    "150 ad.hidden",
  ]);
});

it("rewards the user of a rewarded ad once, with what the slot promises", async () => {
  const { ad, told } = await aLoadedAd({
    slot: { format: "rewarded", reward: { type: "coins", amount: 50 } },
  });
  await ad.show();
  await ad.reportImpression();

  await ad.reward();
  const error = await errorOf(() => ad.reward());

  expect(error).toMatchObject({
    code: "ERR_SDK_WRONG_STATE",
    message: "Cannot reward the user of ad-1: it has done so.",
  });
  expect(told().slice(-1)).toEqual([
    { type: "reward.earned", ...adFacts, rewardType: "coins", amount: 50 },
  ]);
});

it("rewards with one reward where the slot promises nothing in particular", async () => {
  const { ad, told } = await aLoadedAd({ slot: { format: "rewarded" } });
  await ad.show();
  await ad.reportImpression();

  await ad.reward();

  expect(told().at(-1)).toMatchObject({ rewardType: "reward", amount: 1 });
});

it("tells its network that it is over, whichever way, and survives a network that objects", async () => {
  const invalidated: unknown[] = [];
  const invalidate = (fill: unknown): never => {
    invalidated.push(fill);
    throw new Error("never heard of it");
  };
  const hidden = await aLoadedAd({ capabilities: { invalidate } });
  const dropped = await aLoadedAd({ capabilities: { invalidate } });

  await hidden.ad.show();
  await hidden.ad.hide();
  await dropped.ad.invalidate();
  await dropped.ad.invalidate();

  const logged = {
    type: "adapter.logged",
    atMs: 0,
    requestId: "request-1",
    nodeId: "a-1",
    networkId: "alpha-network",
    message: "could not let go of https://alpha.example/ad: never heard of it",
  };
  const detail = "the app let go of it";
  expect(invalidated).toEqual([aFill, aFill]);
  expect(hidden.told()).toEqual([shown, { type: "ad.hidden", ...adFacts }, logged]);
  expect(dropped.told()).toEqual([
    { type: "ad.dropped", ...adFacts, rule: "ad-let-go", detail },
    logged,
  ]);
  expect(await dropped.ad.show()).toEqual({ kind: "not-shown", rule: "ad-let-go", detail });
});

it("expires at its very moment, when even an app that asks at once is too late", async () => {
  const { ad, clock, told } = await aLoadedAd({ mediation: { adExpiryMs: 60_000 } });
  const readyAt: boolean[] = [];

  await clock.sleep(59_999);
  readyAt.push(ad.isReady);
  await clock.sleep(1);
  readyAt.push(ad.isReady);
  const outcome = await ad.show();

  const loss = { rule: "ad-expired", detail: "nobody showed it within 60000 ms" };
  expect(readyAt).toEqual([true, false]);
  expect(outcome).toEqual({ kind: "not-shown", ...loss });
  expect(told()).toEqual([{ type: "ad.expired", ...adFacts, atMs: 60_000, ...loss }]);
});

it("is expired for an app that woke up just before the SDK noticed", async () => {
  const adExpiryMs = 60_000;
  const early = await aLoadedAd({ mediation: { adExpiryMs } });
  const { sdk, clock } = early;
  const woken = clock.sleep(adExpiryMs); // lies down before the second ad does
  const result = await sdk.requestAd({ slotId: "level-end" });
  if (result.kind !== "filled") throw new Error("expected an ad");

  await woken;
  const outcome = await result.ad.show();
  await clock.sleep(1);

  expect(outcome).toMatchObject({ kind: "not-shown", rule: "ad-expired" });
  expect(typesOf(early.events).filter((type) => type === "ad.expired")).toHaveLength(2);
});

it("is kept no longer than its network says", async () => {
  const { ad, clock, told } = await aLoadedAd({ fill: { ...aFill, expiresInMs: 5_000 } });

  await clock.sleep(10_000);

  expect(ad.expiresAtMs).toBe(5_000);
  expect(told()).toMatchObject([{ type: "ad.expired", atMs: 5_000 }]);
});

it("does not expire once it is shown, or let go of", async () => {
  const shownAd = await aLoadedAd();
  const dropped = await aLoadedAd();
  await shownAd.ad.show();
  await dropped.ad.invalidate();

  await shownAd.clock.sleep(7_200_000);
  await dropped.clock.sleep(7_200_000);

  expect(typesOf(shownAd.told())).toEqual(["ad.shown"]);
  expect(typesOf(dropped.told())).toEqual(["ad.dropped"]);
});

it("is let go of by an SDK that is disposed of, before anybody stops listening", async () => {
  const { sdk, ad, clock, told } = await aLoadedAd();

  await sdk.dispose();
  await clock.sleep(7_200_000);

  expect(ad.state).toBe("dropped");
  expect(told()).toEqual([
    { type: "ad.dropped", ...adFacts, rule: "ad-let-go", detail: "the SDK was disposed of" },
  ]);
});

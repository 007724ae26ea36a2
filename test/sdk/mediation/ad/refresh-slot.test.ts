import { expect, it } from "vitest";
import type { LoadRequest, Network } from "../../../../sdk/adapter-kit.ts";
import type { AdSlot } from "../../../../sdk/index.ts";
import {
  aFillingAdapter,
  aMediation,
  anAdapter,
  aResponse,
  type Mediation,
} from "../../../support/a-mediation.ts";
import { errorOf } from "../../../support/error-of.ts";

const slotId = "home";

interface RefreshingInput {
  readonly refreshMs?: number;
  /** How long each request takes. */
  readonly loadMs?: number;
  readonly hasAd?: (request: LoadRequest) => boolean;
  readonly capabilities?: Partial<Network>;
}

/** A banner that is on the screen from the moment 0 on, and is to be refreshed. */
async function aRefreshing(input: RefreshingInput = {}) {
  const { refreshMs = 30_000, loadMs = 0, hasAd = () => true, capabilities = {} } = input;
  const alpha = anAdapter(
    "alpha",
    async (request, _signal, { clock }) => {
      const isFirst = request.requestId === "request-1";
      if (loadMs > 0 && !isFirst) await clock.sleep(loadMs);
      if (!hasAd(request)) return { kind: "no-fill", reason: "empty" };
      return { kind: "fill", renderUri: `https://alpha.example/${request.requestId}`, cpmUsd: 1 };
    },
    capabilities,
  );
  const slots: AdSlot[] = [{ slotId, format: "banner", refreshMs }];
  const mediation = await aMediation({ adapters: [alpha], slots });
  const result = await mediation.sdk.requestAd({ slotId });
  if (result.kind !== "filled") throw new Error("expected an ad");
  await result.ad.show();
  await result.ad.reportImpression();
  const before = mediation.events.length;
  const told = (): readonly string[] => tell(mediation.events.slice(before));
  return { ...mediation, ad: result.ad, told };
}

/** What happens on the screen, one line each. */
function tell(events: Mediation["events"]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type === "request.started") return [`${event.atMs} ${event.requestId}`];
    if (event.type === "slot.refreshed") {
      const { atMs, requestId, adId = "nobody", replacedAdId } = event;
      return [`${atMs} ${adId} replaces ${replacedAdId} (${requestId})`];
    }
    const isAd = /^(ad\.(shown|hidden|dropped|show-failed)|impression\.)/.test(event.type);
    return isAd && "adId" in event ? [`${event.atMs} ${event.type} ${event.adId}`] : [];
  });
}

it("puts another ad in the place of the shown one, interval after interval", async () => {
  const { sdk, clock, told } = await aRefreshing();

  await clock.sleep(60_001);

  expect(told()).toEqual([
    "30000 request-2",
    "30000 ad.shown ad-2",
    "30000 ad.hidden ad-1",
    "30000 ad-2 replaces ad-1 (request-2)",
    "30000 impression.reported ad-2",
    "60000 request-3",
    "60000 ad.shown ad-3",
    "60000 ad.hidden ad-2",
    "60000 ad-3 replaces ad-2 (request-3)",
    "60000 impression.reported ad-3",
  ]);
  expect(sdk.shownAd(slotId)?.adId).toBe("ad-3");
});

it("leaves the ad where it is when there is no other, and asks again an interval later", async () => {
  const hasAd = ({ requestId }: LoadRequest): boolean => requestId !== "request-2";
  const { clock, told } = await aRefreshing({ hasAd });

  await clock.sleep(60_001);

  expect(told()).toEqual([
    "30000 request-2",
    "30000 nobody replaces ad-1 (request-2)",
    "60000 request-3",
    "60000 ad.shown ad-2",
    "60000 ad.hidden ad-1",
    "60000 ad-2 replaces ad-1 (request-3)",
    "60000 impression.reported ad-2",
  ]);
});

it("leaves the ad where it is when the other one cannot be shown", async () => {
  const show: Network["show"] = async (_ad, { adId }) =>
    adId === "ad-2" ? { kind: "not-shown", reason: "no webview" } : { kind: "shown" };
  const { sdk, clock, told } = await aRefreshing({ capabilities: { show } });

  await clock.sleep(30_000);

  expect(told()).toEqual([
    "30000 request-2",
    "30000 ad.show-failed ad-2",
    "30000 nobody replaces ad-1 (request-2)",
  ]);
  expect(sdk.shownAd(slotId)?.adId).toBe("ad-1");
});

// What prebid-mobile-ios#1028 was about: an interval as long as the time for an answer.
it.each([300, 200])(
  "does not overlap itself when a request takes %i ms, the interval 200",
  async (loadMs) => {
    const { clock, told } = await aRefreshing({ refreshMs: 200, loadMs });

    await clock.sleep(2 * (200 + loadMs) + 1);

    const answered = 200 + loadMs;
    expect(told().filter((line) => /request-\d+$|ad\.shown/.test(line))).toEqual([
      "200 request-2",
      `${answered} ad.shown ad-2`,
      `${answered + 200} request-3`,
      `${2 * answered} ad.shown ad-3`,
    ]);
  },
);

it("takes an ad that waits in the cache", async () => {
  const { sdk, clock, told } = await aRefreshing();
  await sdk.prefetchAd({ slotId });

  await clock.sleep(30_000);

  expect(told()).toEqual([
    "0 request-2",
    "30000 ad.shown ad-2",
    "30000 ad.hidden ad-1",
    "30000 ad-2 replaces ad-1 (request-2)",
    "30000 impression.reported ad-2",
  ]);
});

it("asks in the name of the user the app had asked for", async () => {
  const users: unknown[] = [];
  const node = { nodeId: "alpha", networkId: "alpha", adapter: "alpha", ecpmUsd: 1 };
  const { sdk, clock } = await aMediation({
    adapters: [aFillingAdapter("alpha")],
    slots: [{ slotId, format: "banner", refreshMs: 30_000 }],
    endpoint: async ({ body = "{}" }) => {
      users.push((JSON.parse(body) as { readonly user: unknown }).user);
      return aResponse({ kind: "chain", chainId: "chain-1", nodes: [node] });
    },
  });
  const result = await sdk.requestAd({ slotId, user: { age: 30 } });
  if (result.kind !== "filled") throw new Error("expected an ad");
  await result.ad.show();

  await clock.sleep(60_001);

  expect(users).toEqual([{ age: 30 }, { age: 30 }, { age: 30 }]);
});

it("pauses while nothing is shown, and begins anew with the next ad", async () => {
  const { sdk, ad, clock, told } = await aRefreshing();

  await clock.sleep(10_000);
  await ad.hide();
  await clock.sleep(100_000);
  const next = await sdk.requestAd({ slotId });
  if (next.kind === "filled") await next.ad.show();
  await clock.sleep(30_000);

  expect(told()).toEqual([
    "10000 ad.hidden ad-1",
    "110000 request-2",
    "110000 ad.shown ad-2",
    "140000 request-3",
    "140000 ad.shown ad-3",
    "140000 ad.hidden ad-2",
    "140000 ad-3 replaces ad-2 (request-3)",
    "140000 impression.reported ad-3",
  ]);
});

it("lets go of an ad that comes when there is nothing left to replace", async () => {
  const { ad, clock, told } = await aRefreshing({ loadMs: 500 });

  await clock.sleep(30_100);
  await ad.hide();
  await clock.sleep(100_000);

  expect(told()).toEqual(["30000 request-2", "30100 ad.hidden ad-1", "30500 ad.dropped ad-2"]);
});

it("clears the screen again when the app did so while the next ad was on its way there", async () => {
  let clock: Mediation["clock"] | undefined;
  const show: Network["show"] = async (_ad, { adId }) => {
    if (adId === "ad-2") await clock?.sleep(500);
    return { kind: "shown" };
  };
  const refreshing = await aRefreshing({ capabilities: { show } });
  ({ clock } = refreshing);

  await clock.sleep(30_100);
  await refreshing.ad.hide();
  await clock.sleep(100_000);

  expect(refreshing.told()).toEqual([
    "30000 request-2",
    "30100 ad.hidden ad-1",
    "30500 ad.shown ad-2",
    "30500 ad.hidden ad-2",
  ]);
  expect(refreshing.sdk.shownAd(slotId)).toBeUndefined();
});

it("ends with the SDK", async () => {
  const { sdk, clock, told } = await aRefreshing();

  await sdk.dispose();
  await clock.sleep(100_000);

  expect(told()).toEqual([]);
});

it.each([
  [
    "interstitial",
    { refreshMs: 30_000 },
    "goes with format banner or native, not with interstitial",
  ],
  [
    "banner",
    { reward: { type: "coins", amount: 1 } },
    "goes with format rewarded, not with banner",
  ],
] as const)("is nothing for a slot of another format: %s", async (format, option, message) => {
  const slots: AdSlot[] = [{ slotId, format, ...option }];

  const error = await errorOf(() => aMediation({ slots }));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
  expect(error.message).toContain(message);
});

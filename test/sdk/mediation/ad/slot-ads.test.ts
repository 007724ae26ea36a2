import { expect, it } from "vitest";
import type { Network } from "../../../../sdk/adapter-kit.ts";
import type { MediationOptionsInput } from "../../../../sdk/index.ts";
import { typesOf } from "../../../support/a-loaded-ad.ts";
import { aMediation, anAdapter, type Mediation } from "../../../support/a-mediation.ts";
import { errorOf } from "../../../support/error-of.ts";

const slotId = "level-end";

/** A network that fills after 100 ms, and an SDK that may prefetch. */
function aPrefetching(
  mediation: MediationOptionsInput = {},
  capabilities: Partial<Network> = {},
): Promise<Mediation> {
  const alpha = anAdapter(
    "alpha",
    async ({ requestId }, _signal, { clock }) => {
      await clock.sleep(100);
      return { kind: "fill", renderUri: `https://alpha.example/${requestId}`, cpmUsd: 1 };
    },
    capabilities,
  );
  return aMediation({ adapters: [alpha], mediation });
}

/** What the SDK told of its cache, and which requests it made. */
function tellCache({ events }: Mediation): readonly string[] {
  const told = ["request.started", "ad.cached", "ad.taken", "ad.expired", "ad.dropped"];
  return events.flatMap((event) => {
    if (!told.includes(event.type) || !("requestId" in event)) return [];
    const count = event.type === "ad.cached" ? ` (${event.waiting})` : "";
    const age = event.type === "ad.taken" ? ` after ${event.ageMs} ms` : "";
    return [`${event.atMs} ${event.type} ${event.requestId}${count}${age}`];
  });
}

it("keeps what it prefetches, and hands out the oldest first, without another request", async () => {
  const world = await aPrefetching();
  const { sdk, clock } = world;

  const prefetched = [await sdk.prefetchAd({ slotId }), await sdk.prefetchAd({ slotId })];
  await clock.sleep(1_000);
  const requested = [await sdk.requestAd({ slotId }), await sdk.requestAd({ slotId })];
  const third = await sdk.requestAd({ slotId });

  expect(prefetched).toEqual([
    { kind: "cached", requestId: "request-1", ledger: [], waiting: 1 },
    { kind: "cached", requestId: "request-2", ledger: [], waiting: 2 },
  ]);
  expect([...requested, third]).toMatchObject([
    { kind: "filled", requestId: "request-1", ad: { adId: "ad-1" } },
    { kind: "filled", requestId: "request-2", ad: { adId: "ad-2" } },
    { kind: "filled", requestId: "request-3", ad: { adId: "ad-3" } },
  ]);
  expect(tellCache(world)).toEqual([
    "0 request.started request-1",
    "100 ad.cached request-1 (1)",
    "100 request.started request-2",
    "200 ad.cached request-2 (2)",
    "1200 ad.taken request-1 after 1100 ms",
    "1200 ad.taken request-2 after 1000 ms",
    "1200 request.started request-3",
  ]);
});

it("asks nobody when the cache is full, prefetches under way included", async () => {
  const world = await aPrefetching({ adCacheSize: 2 });
  const { sdk } = world;

  const results = await Promise.all([1, 2, 3].map(() => sdk.prefetchAd({ slotId })));
  const later = await sdk.prefetchAd({ slotId });

  expect(results.map(({ kind }) => kind)).toEqual(["cached", "cached", "cache-full"]);
  expect(later).toEqual({ kind: "cache-full", waiting: 2 });
  expect(typesOf(world.events).filter((type) => type === "request.started")).toHaveLength(2);
});

it("says whether an ad is ready, until it is taken or has expired", async () => {
  const world = await aPrefetching({ adExpiryMs: 5_000 });
  const { sdk, clock } = world;
  const isReady: boolean[] = [sdk.isAdReady(slotId)];

  await sdk.prefetchAd({ slotId });
  isReady.push(sdk.isAdReady(slotId));
  await sdk.requestAd({ slotId });
  isReady.push(sdk.isAdReady(slotId));
  await sdk.prefetchAd({ slotId });
  await clock.sleep(5_000);
  isReady.push(sdk.isAdReady(slotId));
  const next = await sdk.requestAd({ slotId });

  expect(isReady).toEqual([false, true, false, false]);
  expect(next.requestId).toBe("request-3");
});

it("keeps nothing of a request without an ad", async () => {
  const noFill = anAdapter("alpha", async () => ({ kind: "no-fill", reason: "empty" }));
  const { sdk } = await aMediation({ adapters: [noFill] });

  const result = await sdk.prefetchAd({ slotId });

  expect(result).toMatchObject({ kind: "no-fill", requestId: "request-1" });
  expect(sdk.isAdReady(slotId)).toBe(false);
});

it("knows its slots", async () => {
  const { sdk } = await aPrefetching();

  const errors = await Promise.all([
    errorOf(() => sdk.prefetchAd({ slotId: "hall" })),
    errorOf(() => sdk.isAdReady("hall")),
    errorOf(() => sdk.shownAd("hall")),
  ]);

  expect(errors.map(({ code }) => code)).toEqual(Array(3).fill("ERR_SDK_UNKNOWN_SLOT"));
});

it("lets go of all that waits when the app wants it", async () => {
  const invalidated: string[] = [];
  const world = await aPrefetching(
    {},
    { invalidate: async ({ renderUri }) => void invalidated.push(renderUri) },
  );
  await world.sdk.prefetchAd({ slotId });
  await world.sdk.prefetchAd({ slotId });

  world.sdk.dropCachedAds();

  expect(world.sdk.isAdReady(slotId)).toBe(false);
  expect(invalidated).toEqual([
    "https://alpha.example/request-1",
    "https://alpha.example/request-2",
  ]);
  expect(tellCache(world).slice(-2)).toEqual([
    "200 ad.dropped request-1",
    "200 ad.dropped request-2",
  ]);
});

it("lets go of cached ads, and of one that comes too late, when it is disposed of", async () => {
  const world = await aPrefetching();
  const { sdk, events } = world;
  await sdk.prefetchAd({ slotId });

  const late = sdk.prefetchAd({ slotId });
  await sdk.dispose();
  const result = await late;

  expect(events.filter(({ type }) => type === "ad.dropped")).toMatchObject([
    { adId: "ad-1", detail: "the SDK was disposed of" },
  ]);
  expect(result).toMatchObject({ kind: "no-fill", reason: "ad-2 is over already" });
});

it("leaves an ad that is just being shown to its network when it is disposed of", async () => {
  const { sdk, clock, requestAd } = await aPrefetching(
    {},
    {
      async show() {
        await clock.sleep(50);
        return { kind: "shown" };
      },
    },
  );
  const requested = await requestAd();
  const { ad } = requested.kind === "filled" ? requested : {};

  const shown = ad?.show();
  await sdk.dispose();

  expect([await shown, ad?.state]).toEqual([{ kind: "shown" }, "shown"]);
});

it("knows which ad is on the screen", async () => {
  const { sdk } = await aPrefetching();
  const shown: (string | undefined)[] = [];
  const look = (): void => void shown.push(sdk.shownAd(slotId)?.adId);

  const result = await sdk.requestAd({ slotId });
  if (result.kind !== "filled") throw new Error("expected an ad");
  look();
  await result.ad.show();
  look();
  await result.ad.hide();
  look();

  expect(shown).toEqual([undefined, "ad-1", undefined]);
});

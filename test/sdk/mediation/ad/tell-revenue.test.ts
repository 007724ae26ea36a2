import { expect, it } from "vitest";
import type { NetworkFill } from "../../../../sdk/adapter-kit.ts";
import type { MediationEventOf } from "../../../../sdk/index.ts";
import { aLoadedAd, type LoadedAdInput } from "../../../support/a-loaded-ad.ts";
import { aWaterfall, runInline } from "../../../support/a-waterfall.ts";

async function revenueOf(input: LoadedAdInput) {
  const { ad, told } = await aLoadedAd(input);
  await ad.show();
  await ad.reportImpression();
  const paid = told().filter(
    (event): event is MediationEventOf<"revenue.paid"> => event.type === "revenue.paid",
  );
  return paid.map(({ valueMicros, precision, rankCpmUsd }) => ({
    valueMicros,
    precision,
    rankCpmUsd,
  }));
}

const unpriced: NetworkFill = { kind: "fill", renderUri: "https://alpha.example/ad" };

it("is exactly what the network says it pays, a thousandth of its CPM in millionths", async () => {
  const paid = await revenueOf({ fill: { ...unpriced, cpmUsd: 3.2456 }, ecpmUsd: 5 });

  expect(paid).toEqual([{ valueMicros: 3_246, precision: "exact", rankCpmUsd: 5 }]);
});

it("is what the network pays when it shows, where that is not what it filled at", async () => {
  const show = async () => ({ kind: "shown", paidCpmUsd: 0 });

  const paid = await revenueOf({ fill: { ...unpriced, cpmUsd: 3 }, capabilities: { show } });

  expect(paid).toEqual([{ valueMicros: 0, precision: "exact", rankCpmUsd: 1 }]);
});

it("is what the publisher wrote down where the network does not say", async () => {
  const paid = await revenueOf({ fill: unpriced, ecpmUsd: 1.5 });

  expect(paid).toEqual([{ valueMicros: 1_500, precision: "publisher-defined", rankCpmUsd: 1.5 }]);
});

it("stays a number that a trace can hold, whatever the network claims", async () => {
  const paid = await revenueOf({ fill: { ...unpriced, cpmUsd: 1e300 } });

  expect(paid).toMatchObject([{ valueMicros: Number.MAX_SAFE_INTEGER }]);
});

it("is unknown for an ad of the first party, whose bid is the device's secret", async () => {
  const run = await runInline(aWaterfall({ bid: 2 }));

  expect(run.events.filter(({ type }) => type === "revenue.paid")).toMatchObject([
    { networkId: "ssp", source: "fallback", currency: "USD", precision: "undefined" },
  ]);
  expect(run.events.find(({ type }) => type === "revenue.paid")).not.toHaveProperty("valueMicros");
});

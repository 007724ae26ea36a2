/**
 * What one more custom audience costs an auction. Each has ten ads, so that its script runs once and is called
 * ten times; the cost of a further audience should not depend on how many there are.
 */
import { prepareScenario, runScenario, type LoadedScenario } from "fledgling/simulator";
import { measureMedianMs } from "./measure.ts";

const counts = [1, 10, 100, 200];
const adsPerAudience = 10;
const times = 9;

const measured: { readonly count: number; readonly tookMs: number }[] = [];
for (const count of counts) {
  const loaded = await prepareAuction(count);
  measured.push({ count, tookMs: await measureMedianMs(times, () => runScenario(loaded)) });
}

console.log(
  `audience-count: median of ${times} simulated auctions, ${adsPerAudience} ads in each audience`,
);
let baselineMs: number | undefined;
for (const [index, { count, tookMs }] of measured.entries()) {
  const smaller = measured[index - 1];
  if (smaller === undefined) continue;
  const perAudienceMs = (tookMs - smaller.tookMs) / (count - smaller.count);
  baselineMs ??= perAudienceMs;
  const range = `${smaller.count} to ${count} audiences`.padEnd(20);
  const ratio = (perAudienceMs / baselineMs).toFixed(2);
  console.log(`  ${range}  ${perAudienceMs.toFixed(2)} ms per further audience  ratio ${ratio}`);
}

function prepareAuction(count: number): Promise<LoadedScenario> {
  return prepareScenario({
    version: 1,
    app: { appId: "com.example.bench" },
    device: {
      customAudiences: Array.from({ length: count }, (_, index) => ({
        buyer: "buyer.example",
        name: `audience-${index}`,
        ads: Array.from({ length: adsPerAudience }, (_unused, ad) => ({
          renderUri: `https://buyer.example/${index}/${ad}`,
          metadata: { cpm: ad },
        })),
      })),
    },
    sellers: {
      "ssp.example": {
        decisionLogic: {
          inline: "function scoreAd(ad, bid) { return { status: 0, score: bid }; }",
        },
      },
    },
    buyers: {
      "buyer.example": {
        biddingLogic: {
          inline: "function generateBid(ad) { return { status: 0, ad, bid: ad.metadata.cpm }; }",
        },
      },
    },
    steps: [{ selectAds: { seller: "ssp.example", customAudienceBuyers: ["buyer.example"] } }],
  });
}

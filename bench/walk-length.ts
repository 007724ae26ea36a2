/**
 * What a node costs. Every node is held against the first party's ad by a script and then has no fill,
 * so the walk goes to the end. The cost of a node should not depend on how many there are.
 */
import { prepareScenario, runScenario, type LoadedScenario } from "fledgling/simulator";
import { measureMedianMs } from "./measure.ts";

const lengths = [100, 200, 400, 800];
const times = 9;

// The first runs of a process are slower than any later ones.
await runScenario(await prepareChain(Math.max(...lengths)));

const measured: { readonly length: number; readonly tookMs: number }[] = [];
for (const length of lengths) {
  const loaded = await prepareChain(length);
  measured.push({ length, tookMs: await measureMedianMs(times, () => runScenario(loaded)) });
}

console.log(
  `walk-length: median of ${times} simulated runs, the first party held against every node`,
);
let baselineMs: number | undefined;
for (const { length, tookMs } of measured) {
  const perNodeMs = tookMs / length;
  baselineMs ??= perNodeMs;
  const ratio = (perNodeMs / baselineMs).toFixed(2);
  console.log(`  ${length} nodes  ${perNodeMs.toFixed(2)} ms per node  ratio ${ratio}`);
}

function prepareChain(length: number): Promise<LoadedScenario> {
  const networkIds = Array.from({ length }, (_, index) => `network-${index + 1}`);
  return prepareScenario({
    version: 1,
    app: {
      appId: "com.example.bench",
      mediation: {
        totalTimeoutMs: 600_000,
        firstParty: {
          adSelection: { seller: "ssp.example", customAudienceBuyers: ["buyer.example"] },
        },
      },
    },
    slots: { slot: { format: "banner" } },
    device: {
      customAudiences: [
        { buyer: "buyer.example", name: "all", ads: [{ renderUri: "https://buyer.example/ad" }] },
      ],
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
          inline: "function generateBid(ad) { return { status: 0, ad, bid: 0.1 }; }",
        },
      },
    },
    networks: Object.fromEntries(
      networkIds.map((id) => [id, { adapter: "fixed-price", options: { cpmUsd: 1, fillRate: 0 } }]),
    ),
    adServer: {
      slots: {
        slot: {
          kind: "chain",
          nodes: networkIds.map((networkId) => ({ networkId, ecpmUsd: 1 })),
        },
      },
    },
    steps: [{ request: "slot" }],
  });
}

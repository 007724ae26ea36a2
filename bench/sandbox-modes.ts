/**
 * What it costs to run scripts in processes of their own: against the same evaluation in this process, one by
 * one and many at once, and what a second process gains. One evaluation bids on 1, 10 or 100 ads.
 */
import type { ScriptEvaluation, ScriptSandbox } from "../sdk/foundation/script-sandbox.ts";
import { createIsolateSandbox } from "../sdk/sandbox/isolate-sandbox.ts";
import { createProcessSandbox } from "../sdk/sandbox/process-sandbox.ts";

const adCounts = [1, 10, 100];
const rounds = 21;
const evaluationsOfRound = 40;

const isolate = createIsolateSandbox();
const oneChild = createProcessSandbox({ childCount: 1 });
const twoChildren = createProcessSandbox({ childCount: 2 });

console.log(
  `sandbox-modes: median ratio of ${rounds} rounds of ${evaluationsOfRound} evaluations, each in a fresh context`,
);
for (const adCount of adCounts) {
  const bidding = bidOn(adCount);
  const oneByOne = await measureRatio(
    () => evaluateOneByOne(oneChild, bidding),
    () => evaluateOneByOne(isolate, bidding),
  );
  const atOnce = await measureRatio(
    () => evaluateAtOnce(oneChild, bidding),
    () => evaluateAtOnce(isolate, bidding),
  );
  const secondChild = await measureRatio(
    () => evaluateAtOnce(oneChild, bidding),
    () => evaluateAtOnce(twoChildren, bidding),
  );
  console.log(`  ${String(adCount).padStart(3)} ads  ${oneByOne.otherMs.toFixed(2)} ms in-process`);
  print("process / in-process, one by one", oneByOne.ratio);
  print("process / in-process, all at once", atOnce.ratio);
  print("one process / two, all at once", secondChild.ratio);
}
await Promise.all([oneChild.dispose(), twoChildren.dispose(), isolate.dispose()]);

function print(label: string, ratio: number): void {
  console.log(`           ${label.padEnd(34)} ratio ${ratio.toFixed(2)}`);
}

/** Rounds alternate, so that what else the machine does falls on both sides. */
async function measureRatio(work: () => Promise<unknown>, other: () => Promise<unknown>) {
  await Promise.all([work(), other()]); // starts processes, warms up compilers
  const ratios: number[] = [];
  const othersMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const workMs = await measureMs(work);
    const otherMs = await measureMs(other);
    ratios.push(workMs / otherMs);
    othersMs.push(otherMs / evaluationsOfRound);
  }
  return { ratio: medianOf(ratios), otherMs: medianOf(othersMs) };
}

async function measureMs(work: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  await work();
  return performance.now() - startedAtMs;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

async function evaluateOneByOne(sandbox: ScriptSandbox, evaluation: ScriptEvaluation) {
  for (let run = 0; run < evaluationsOfRound; run += 1) await sandbox.evaluate(evaluation);
}

function evaluateAtOnce(sandbox: ScriptSandbox, evaluation: ScriptEvaluation) {
  return Promise.all(
    Array.from({ length: evaluationsOfRound }, () => sandbox.evaluate(evaluation)),
  );
}

function bidOn(adCount: number): ScriptEvaluation {
  const auctionSignals = { floor: 0.5, currency: "USD", segments: [3, 14, 15, 92, 65] };
  const ads = Array.from({ length: adCount }, (_, index) => ({
    renderUri: `https://buyer.example/ads/${index}`,
    metadata: { price: 1 + index / 100, segments: [index, index + 1, index + 2] },
  }));
  return {
    scriptName: "https://buyer.example/bidding.js",
    source: `
      function generateBid(ad, auctionSignals, perBuyerSignals) {
        const shared = ad.metadata.segments.filter((id) => auctionSignals.segments.includes(id));
        const bid = ad.metadata.price * (1 + shared.length / 10) * perBuyerSignals.factor;
        return { status: bid < auctionSignals.floor ? 1 : 0, ad, bid, render: ad.renderUri };
      }`,
    functionName: "generateBid",
    calls: ads.map((ad) => [ad, auctionSignals, { factor: 1.2 }]),
    nowMs: 1_700_000_000_000,
    randomSeed: 1,
    budgetMs: 5000,
  };
}

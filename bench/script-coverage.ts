/**
 * What counting the lines of scripts costs: the same evaluation in a process that counts and in one that does not,
 * one by one. One evaluation bids on 1, 10 or 100 ads.
 */
import type { ScriptEvaluation, ScriptSandbox } from "../sdk/foundation/script-sandbox.ts";
import { createCoverageSandbox } from "../sdk/sandbox/coverage/coverage-sandbox.ts";
import { createProcessSandbox } from "../sdk/sandbox/process-sandbox.ts";
import { adCounts, bidOn } from "./bidding.ts";
import { compare } from "./measure.ts";

const rounds = 21;

const counting = createCoverageSandbox({ childCount: 1 });
const living = createProcessSandbox({ childCount: 1 });
const fresh = createProcessSandbox({ childCount: 1, worlds: "fresh" });

console.log(`script-coverage: what counting costs, median ratios of ${rounds} rounds`);
for (const adCount of adCounts) {
  const bidding = bidOn(adCount);
  const ofLiving = await compare(rounds, inTurn(counting, bidding), inTurn(living, bidding));
  const ofFresh = await compare(rounds, inTurn(counting, bidding), inTurn(fresh, bidding));
  counting.takeCoverage();
  console.log(`  ${String(adCount).padStart(3)} ads  ${ofLiving.oneMs.toFixed(3)} ms counted`);
  console.log(
    `           ${"counted / living worlds".padEnd(30)} ratio ${ofLiving.ratio.toFixed(1)}`,
  );
  console.log(
    `           ${"counted / fresh contexts".padEnd(30)} ratio ${ofFresh.ratio.toFixed(1)}`,
  );
}
await Promise.all([counting.dispose(), living.dispose(), fresh.dispose()]);

function inTurn(sandbox: ScriptSandbox, evaluation: ScriptEvaluation) {
  return { times: 10, work: () => sandbox.evaluate(evaluation) };
}

/**
 * What it costs to run scripts in processes of their own: against the same evaluation in this process, one by
 * one and many at once, what a second process gains, and what doing without compilers costs. One evaluation bids on 1, 10 or 100 ads.
 */
import type { ScriptEvaluation, ScriptSandbox } from "../sdk/foundation/script-sandbox.ts";
import { createIsolateSandbox } from "../sdk/sandbox/isolate-sandbox.ts";
import { createProcessSandbox } from "../sdk/sandbox/process-sandbox.ts";
import { adCounts, bidOn } from "./bidding.ts";
import { compare } from "./measure.ts";

const rounds = 21;
const evaluationsOfRound = 40;

for (const worlds of ["fresh", "living"] as const) {
  const isolate = createIsolateSandbox({ worlds });
  const oneChild = createProcessSandbox({ worlds, childCount: 1 });
  const jitless = createProcessSandbox({ worlds, childCount: 1, jitless: true });
  const twoChildren = createProcessSandbox({ worlds, childCount: 2 });
  console.log(
    `sandbox-modes: ${worlds} worlds, median ratios of ${rounds} rounds of ${evaluationsOfRound} evaluations`,
  );
  for (const adCount of adCounts) {
    const bidding = bidOn(adCount);
    const oneByOne = await compare(rounds, inTurn(oneChild, bidding), inTurn(isolate, bidding));
    const atOnce = await compare(rounds, together(oneChild, bidding), together(isolate, bidding));
    const second = await compare(
      rounds,
      together(oneChild, bidding),
      together(twoChildren, bidding),
    );
    const interpreted = await compare(rounds, inTurn(jitless, bidding), inTurn(oneChild, bidding));
    console.log(
      `  ${String(adCount).padStart(3)} ads  ${oneByOne.otherMs.toFixed(3)} ms in-process`,
    );
    print("process / in-process, one by one", oneByOne.ratio);
    print("process / in-process, all at once", atOnce.ratio);
    print("one process / two, all at once", second.ratio);
    print("jitless / compiled, one by one", interpreted.ratio);
  }
  await Promise.all([
    oneChild.dispose(),
    jitless.dispose(),
    twoChildren.dispose(),
    isolate.dispose(),
  ]);
}

function print(label: string, ratio: number): void {
  console.log(`           ${label.padEnd(34)} ratio ${ratio.toFixed(2)}`);
}

function inTurn(sandbox: ScriptSandbox, evaluation: ScriptEvaluation) {
  return { times: evaluationsOfRound, work: () => sandbox.evaluate(evaluation) };
}

/** As many, started before the first is over. */
function together(sandbox: ScriptSandbox, evaluation: ScriptEvaluation) {
  const all = Array.from({ length: evaluationsOfRound });
  return { times: 1, work: () => Promise.all(all.map(() => sandbox.evaluate(evaluation))) };
}

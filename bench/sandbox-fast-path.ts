/**
 * What an evaluation costs in a world that lives on: against the same function called directly with JSON
 * copies both ways, against a fresh context, and against a fresh isolate, once with nothing in it and once
 * with everything that our scripts find. One evaluation bids on 1, 10 or 100 ads.
 */
import ivm from "isolated-vm";
import type { ScriptEvaluation } from "../sdk/foundation/script-sandbox.ts";
import { createIsolateInUtc } from "../sdk/sandbox/isolate-in-utc.ts";
import { createIsolateSandbox } from "../sdk/sandbox/isolate-sandbox.ts";
import { createLivingWorld } from "../sdk/sandbox/living-world.ts";
import { livingPrelude } from "../sdk/sandbox/script-globals.ts";
import { adCounts, biddingScript, bidOn } from "./bidding.ts";
import { compare } from "./measure.ts";

const rounds = 31;

type AnyFunction = (...args: readonly unknown[]) => unknown;

// oxlint-disable-next-line typescript/no-implied-eval -- the script without any sandbox is what we compare with
const generateBid = new Function(`${biddingScript}\nreturn generateBid;`)() as AnyFunction;
const living = createIsolateSandbox({ worlds: "living" });
const fresh = createIsolateSandbox({ worlds: "fresh" });

console.log(`sandbox-fast-path: a living world, median ratios of ${rounds} rounds`);
for (const adCount of adCounts) {
  const bidding = bidOn(adCount);
  const inLiving = (times: number) => ({ times, work: () => living.evaluate(bidding) });
  const direct = await compare(rounds, inLiving(200), {
    times: 200,
    work: () => callDirectly(bidding),
  });
  const context = await compare(rounds, inLiving(20), {
    times: 20,
    work: () => fresh.evaluate(bidding),
  });
  const bare = await compare(rounds, inLiving(20), {
    times: 5,
    work: () => evaluateInBareIsolate(bidding),
  });
  const full = await compare(rounds, inLiving(20), {
    times: 5,
    work: () => evaluateInIsolateOfItsOwn(bidding),
  });
  console.log(
    `  ${String(adCount).padStart(3)} ads  ${(direct.oneMs * 1000).toFixed(1)} µs in a living world`,
  );
  print("living / called directly", direct.ratio);
  print("fresh context / living", 1 / context.ratio);
  print("fresh isolate, bare / living", 1 / bare.ratio);
  print("fresh isolate, ours / living", 1 / full.ratio);
}
await Promise.all([living.dispose(), fresh.dispose()]);
console.log(`  memory of a living world ${Math.round(measureWorldKb())} KB`);

function print(label: string, ratio: number): void {
  console.log(`           ${label.padEnd(30)} ratio ${ratio.toFixed(2)}`);
}

/** No sandbox at all: only the copies, which keep one script from changing what the next is given. */
function callDirectly({ calls }: ScriptEvaluation): unknown {
  return calls.map((args) => copyOf(generateBid(...(copyOf(args) as readonly unknown[]))));
}

function copyOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** The least that gives an evaluation an isolate of its own; without `Date`, `Math.random` and `Intl` of ours. */
function evaluateInBareIsolate({ source, functionName, calls }: ScriptEvaluation): unknown {
  const isolate = new ivm.Isolate({ memoryLimit: 10 });
  const context = isolate.createContextSync();
  context.evalSync(source);
  const code = `return JSON.stringify(JSON.parse($0).map((args) => ${functionName}(...args)))`;
  const text = context.evalClosureSync(code, [JSON.stringify(calls)], { timeout: 1000 });
  isolate.dispose();
  return JSON.parse(text);
}

async function evaluateInIsolateOfItsOwn(evaluation: ScriptEvaluation): Promise<void> {
  const sandbox = createIsolateSandbox({ worlds: "fresh" });
  await sandbox.evaluate(evaluation);
  await sandbox.dispose();
}

/** What the heap grows by with each further world. */
function measureWorldKb(): number {
  const count = 8;
  const isolate = createIsolateInUtc(64);
  const prelude = isolate.compileScriptSync(livingPrelude);
  const shape = { hasConsole: true, hasAdBeacons: true, hasDebuggingOnly: true };
  const worlds = [createLivingWorld(isolate, prelude, shape)];
  const before = isolate.getHeapStatisticsSync().used_heap_size;
  while (worlds.length <= count) worlds.push(createLivingWorld(isolate, prelude, shape));
  const grown = isolate.getHeapStatisticsSync().used_heap_size - before;
  isolate.dispose();
  return grown / count / 1024;
}

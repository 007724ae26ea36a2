/**
 * A hundred thousand bodies for the mediation endpoint, most of them nearly right: each is answered with what the
 * documents have for it, in good time, and the memory must stop growing.
 */
import * as fc from "fast-check";
import { createAdServer } from "../ad-server/index.ts";
import { anyBytes } from "../test/ad-server/mediate/any-body.ts";

const cases = 100_000;
const lineEvery = 10_000;
const longestMs = 5_000;

const app = await createAdServer({});
const seed = Date.now();
const counts = new Map<number, number>();
let sent = 0;
let slowestMs = 0;

console.log(`mediate-soak: ${cases} bodies, seed ${seed}`);
const result = await fc.check(fc.asyncProperty(anyBytes, send), { numRuns: cases, seed });
await app.close();

const told = Array.from(counts, ([status, count]) => `${status}: ${count}`).toSorted();
console.log(`  ${told.join("  ")}  slowest ${slowestMs.toFixed(0)} ms`);
if (result.failed) {
  console.log(fc.defaultReportMessage(result));
  process.exitCode = 1;
}

async function send(payload: Buffer): Promise<boolean> {
  const startedMs = performance.now();
  const { statusCode, body } = await app.inject({
    method: "POST",
    url: "/adserver/mediate",
    payload,
  });
  const tookMs = performance.now() - startedMs;
  slowestMs = Math.max(slowestMs, tookMs);
  counts.set(statusCode, (counts.get(statusCode) ?? 0) + 1);
  sent += 1;
  if (sent % lineEvery === 0) report();
  const { error } = JSON.parse(body) as { readonly error?: { readonly status: number } };
  const isKnown = [200, 400, 422].includes(statusCode) && (error?.status ?? 200) === statusCode;
  return isKnown && tookMs < longestMs;
}

function report(): void {
  const megabytes = Math.round(process.memoryUsage.rss() / 2 ** 20);
  console.log(`  ${String(sent).padStart(6)} done  memory ${megabytes} MB`);
}

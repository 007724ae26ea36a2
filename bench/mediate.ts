/**
 * What checking costs: the mediation endpoint against a bare node:http server that parses, picks and gives the same
 * answers, both in processes of their own. Ratios are of the time that the servers' processors were busy, which is what limits
 * throughput; rounds take turns, so that what else the machine does falls on both.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { medianOf } from "./measure.ts";
import { BODIES, BODIES_WITH_EXTRAS } from "./mediate/bodies.ts";
import { createClient, type Client } from "./mediate/client.ts";

const rounds = 21;
/** Until the engine has compiled what is used a lot: a server runs for days. */
const warmUps = 40;
/** Sent in each round, so that the clock can tell. */
const bytesPerRound = 4_000_000;
const maxPerRound = 500;

const ours = await start("ours");
const bare = await start("bare");
for (const body of Object.values(BODIES)) await checkAnswers(body);

console.log(`mediate: medians of ${rounds} rounds, throughput against a bare server`);
for (const [name, body] of Object.entries(BODIES)) {
  const tookMs: number[] = [];
  const ratio = await compareCpu([bare, body], [ours, body], tookMs);
  const goal = name === "0.5 KB" || name === "24 KB" ? "  (goal: at least 0.75)" : "";
  console.log(`  ${name.padStart(6)}  ratio ${ratio.toFixed(2)}  p99 ${p99Of(tookMs)} ms${goal}`);
}

const { none, ...others } = BODIES_WITH_EXTRAS;
for (const [name, body] of Object.entries(others)) {
  const cost = ((await compareCpu([ours, body], [ours, none])) - 1) * 100;
  const goal = name === "all" ? "  (goal: below 25 %)" : "";
  console.log(`  extras at 24 KB: ${name}: ${cost.toFixed(0)} % more${goal}`);
}
console.log(`  peak memory ${Math.round((await askUsage(ours)).peakKb / 1024)} MB`);

for (const { child, client } of [ours, bare]) {
  client.close();
  child.kill();
}

type Side = readonly [server: Started, body: string];

/** What one costs against the other; the first rounds warm up. */
async function compareCpu(one: Side, other: Side, tookMs: number[] = []): Promise<number> {
  const ratios: number[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const oneMicros = await measureCpu(one, []);
    const otherMicros = await measureCpu(other, tookMs);
    if (round >= 0) ratios.push(oneMicros / otherMicros);
    else tookMs.length = 0;
  }
  return medianOf(ratios);
}

async function measureCpu([server, body]: Side, tookMs: number[]): Promise<number> {
  const times = Math.min(maxPerRound, Math.ceil(bytesPerRound / body.length));
  const before = await askUsage(server);
  tookMs.push(...(await server.client.post(body, times)));
  return (await askUsage(server)).cpuMicros - before.cpuMicros;
}

interface Started {
  readonly child: ChildProcess;
  readonly client: Client;
  readonly url: string;
}

/** Both do the same work: what they answer differs in the ids of bids and in the servers' own addresses. */
async function checkAnswers(body: string): Promise<void> {
  const [one, other] = await Promise.all(
    [ours, bare].map(async ({ url }) => {
      const text = await (await fetch(url, { method: "POST", body })).text();
      return text.replaceAll(/[0-9a-f]{32}|127\.0\.0\.1:\d+/g, "");
    }),
  );
  if (one !== other) throw new Error(`The answers differ:\n${one}\n${other}`);
}

async function start(which: "ours" | "bare"): Promise<Started> {
  const child = fork(path.join(import.meta.dirname, "mediate/serve.ts"), [which]);
  const [port] = (await once(child, "message")) as [number];
  const url = `http://127.0.0.1:${port}/adserver/mediate`;
  return { child, client: createClient(port), url };
}

interface Usage {
  readonly peakKb: number;
  readonly cpuMicros: number;
}

async function askUsage({ child }: Started): Promise<Usage> {
  child.send("usage");
  const [usage] = (await once(child, "message")) as [Usage];
  return usage;
}

function p99Of(tookMs: readonly number[]): string {
  const sorted = tookMs.toSorted((one, other) => one - other);
  return (sorted[Math.floor(sorted.length * 0.99)] ?? 0).toFixed(1);
}

/**
 * Everything a change has to pass. Each step is an npm script of the same name, so that it can be run alone. Tests,
 * those that start no processes, run beside the other steps, which run in order; the first failure ends them all.
 * Usage: `npm run check -- [--skip STEP]…`
 */
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";

const STEPS: Readonly<Record<string, NodeJS.ProcessEnv>> = {
  "format:check": {},
  lint: {},
  typecheck: {},
  knip: {},
  build: {},
  // Packs what `build` has just made: no need to make it again.
  publint: { npm_config_ignore_scripts: "true" },
  "entry-types": {},
  "test:fast": {},
};

const { skip } = parseArgs({
  options: { skip: { type: "string", multiple: true, default: [] } },
}).values;
const strangers = skip.filter((name) => !(name in STEPS));
if (strangers.length > 0) {
  console.error(`No step ${strangers.join(", ")}: there are ${Object.keys(STEPS).join(", ")}.`);
  process.exit(2);
}

const wanted = Object.keys(STEPS).filter((step) => !skip.includes(step));
await Promise.all([
  runInOrder(wanted.filter((step) => step !== "test:fast")),
  runInOrder(wanted.filter((step) => step === "test:fast")),
]);

async function runInOrder(steps: readonly string[]): Promise<void> {
  for (const step of steps) await run(step);
}

/** What a step prints comes in one piece, so that no two mix. */
async function run(step: string): Promise<void> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ["--run", step], {
    env: { ...process.env, ...STEPS[step] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => printed.push(chunk));
  }
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.on("close", resolve);
  const status = await promise;
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  process.stdout.write(`\n▶ ${step}\n${Buffer.concat(printed).toString()}`);
  if (status === 0) {
    console.log(`✓ ${step} (${seconds} s)`);
    return;
  }
  console.error(`✗ ${step} failed after ${seconds} s. Run it alone: npm run ${step}`);
  process.exit(1);
}

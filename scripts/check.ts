/**
 * Everything a change has to pass, in order, stopping at the first failure. Each step is an npm script of the
 * same name, so that it can be run alone. Usage: `npm run check -- [--skip STEP]…`
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const STEPS: Readonly<Record<string, NodeJS.ProcessEnv>> = {
  "format:check": {},
  lint: {},
  typecheck: {},
  knip: {},
  test: {},
  build: {},
  publint: {},
  // Packs what `build` has just made: no need to make it again.
  attw: { npm_config_ignore_scripts: "true" },
};

const { skip } = parseArgs({
  options: { skip: { type: "string", multiple: true, default: [] } },
}).values;
const strangers = skip.filter((name) => !(name in STEPS));
if (strangers.length > 0) {
  console.error(`No step ${strangers.join(", ")}: there are ${Object.keys(STEPS).join(", ")}.`);
  process.exit(2);
}

for (const [step, env] of Object.entries(STEPS)) {
  if (skip.includes(step)) continue;
  console.log(`\n▶ ${step}`);
  const startedMs = performance.now();
  const { status } = spawnSync(process.execPath, ["--run", step], {
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  if (status !== 0) {
    console.error(`✗ ${step} failed after ${seconds} s. Run it alone: npm run ${step}`);
    process.exit(1);
  }
  console.log(`✓ ${step} (${seconds} s)`);
}

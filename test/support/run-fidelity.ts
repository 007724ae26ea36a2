/**
 * Runs the tests that docs/fidelity.md cites, and those of the page itself. Usage:
 * `npm run fidelity -- [OPTION OF VITEST]…`
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { readFacts, ROOT } from "./fidelity-facts.ts";

const vitest = path.join(ROOT, "node_modules/vitest/vitest.mjs");
const cited = readFacts().flatMap(({ proofs }) => proofs.map(({ file }) => file));
const files = new Set(["test/fidelity.test.ts", ...cited]);
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", "--project", "unit", "--maxWorkers=100%", ...files, ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.exitCode = status ?? 1;

/** A thousand tests that call one function each, read from a file and run in processes; and one of them again. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createProcessSandbox } from "../sdk/index.ts";
import { planTests, runTests } from "../testing/index.ts";
import { measureMedianMs } from "./measure.ts";

const count = 1000;
const cwd = mkdtempSync(path.join(tmpdir(), "fledgling-bench-"));
const script = "function scoreAd(ad, bid) { return { status: 0, score: bid * 2 }; }\n";
writeFileSync(path.join(cwd, "seller.js"), script);
writeTests("many.test.yaml", count);
writeTests("one.test.yaml", 1);

const sandbox = createProcessSandbox({ childCount: 2 });
const manyMs = await measureMedianMs(3, () => run("many.test.yaml"));
const againMs = await measureMedianMs(9, () => run("one.test.yaml"));
await sandbox.dispose();
rmSync(cwd, { recursive: true });
console.log(`script-tests: ${count} tests of one call each, two processes`);
console.log(`  ${Math.round(manyMs)} ms, from reading the file on (goal: a few seconds)`);
console.log(
  `  ${againMs.toFixed(1)} ms for one of them again, as --watch does (goal: well under a second)`,
);

async function run(file: string): Promise<void> {
  const { files } = await runTests(await planTests([file], { cwd }), { sandbox, cwd });
  const passed = files[0]?.tests.filter(({ failures }) => failures.length === 0).length ?? 0;
  if (passed !== files[0]?.tests.length || passed === 0) throw new Error(`${file} has failed`);
}

function writeTests(file: string, tests: number): void {
  const list = Array.from(
    { length: tests },
    (_, bid) =>
      `  - { name: a bid of ${bid}, given: { bid: ${bid} }, expect: { score: ${2 * bid} } }\n`,
  );
  writeFileSync(
    path.join(cwd, file),
    `script: seller.js\nfunction: scoreAd\ntests:\n${list.join("")}`,
  );
}

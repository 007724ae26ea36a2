// The simulator as a library: the flagship scenario, followed event by event.
// Run it in a clone: npx tsx --conditions=fledgling-source examples/as-a-library.ts
import { loadScenario, runScenario } from "fledgling/simulator";

const scenario = await loadScenario("examples/01-waterfall");
const run = await runScenario(scenario, { seed: 7 });

for (const event of run.events) {
  if (event.type.startsWith("node.")) console.log(`${event.atMs} ms  ${event.type}`);
}
for (const { subject, rule, detail } of run.ledger) console.log(`${subject}: ${rule}, ${detail}`);

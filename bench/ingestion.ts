/** What it costs to check, deduplicate and keep events, against bare prepared inserts into the same table. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createPerformance } from "../ad-server/performance/performance.ts";
import { EventsBodySchema } from "../ad-server/performance/event-schema.ts";
import { INSERT_EVENT } from "../ad-server/store/event-table.ts";
import { openStore } from "../ad-server/store/store.ts";
import { compare, medianOf } from "./measure.ts";

const rounds = 12;
const batches = 5;
const eventsPerBatch = 1_000;
const atMs = Date.UTC(2026, 10, 22);
const kinds = ["request", "response", "win", "impression"] as const;

const folder = mkdtempSync(path.join(tmpdir(), "fledgling-bench-"));
try {
  const ratios = [];
  for (let time = 0; time < 3; time += 1) ratios.push(await measureOnce(time));
  const ratio = medianOf(ratios);
  console.log(`ingestion: batches of ${eventsPerBatch} events into a file`);
  console.log(
    `  ${ratio.toFixed(2)} of the events per second of bare prepared inserts (goal: at least 0.5)`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

/** Both write to databases of their own, equally full; what they write exists beforehand. */
async function measureOnce(time: number): Promise<number> {
  const checked = openStore(path.join(folder, `checked-${time}.db`));
  const bare = openStore(path.join(folder, `bare-${time}.db`));
  const performance = createPerformance(checked, { configuredIds: [], nowMs: () => atMs });
  const insert = bare.database.prepare(INSERT_EVENT);
  const count = (rounds + Math.ceil(rounds / 3)) * batches;
  const bodies = Array.from({ length: count }, (_, batch) => createBody(batch));
  const rows = bodies.map((body) => EventsBodySchema.parse(body).map(Object.values));
  const { ratio } = await compare(
    rounds,
    {
      times: batches,
      work: async () => performance.ingest(EventsBodySchema.parse(bodies.pop())),
    },
    {
      times: batches,
      work() {
        bare.database.exec("BEGIN");
        for (const row of rows.pop() ?? []) insert.run(...row);
        bare.database.exec("COMMIT");
      },
    },
  );
  checked.close();
  bare.close();
  return 1 / ratio;
}

function createBody(batch: number): object[] {
  return Array.from({ length: eventsPerBatch }, (_, index) => {
    const kind = kinds[index % kinds.length];
    return {
      event_id: `device-${(index * 7_919) % 1_000}-${batch}-${index}`,
      at: atMs + batch * eventsPerBatch + index,
      network_id: `network-${index % 5}`,
      bid_id: `bid-${index % 9}`,
      slot_id: "home",
      kind,
      ...(kind === "response" && { latency_ms: index }),
      ...((kind === "impression" || kind === "win") && { cpm_usd: 1.75 }),
    };
  });
}

/** A report over a million events in a file: what it costs beside the SQL that it runs, and beside counting by hand. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createPerformance } from "../ad-server/performance/performance.ts";
import { createEventTable, EVENT_KINDS } from "../ad-server/store/event-table.ts";
import { networkReportSql } from "../ad-server/store/network-report-sql.ts";
import { openStore } from "../ad-server/store/store.ts";
import { compare } from "./measure.ts";

const events = 1_000_000;
const rounds = 3;
const dayMs = 86_400_000;
const firstDay = 20_000;
const days = 7;

const folder = mkdtempSync(path.join(tmpdir(), "fledgling-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true }));
const store = openStore(path.join(folder, "fledgling.db"));
const performance = createPerformance(store, { configuredIds: [], nowMs: () => firstDay * dayMs });
fill();

/** The tally that every metric comes from, and nothing else: what somebody would write by hand for a table of counts. */
const byHand = store.database.prepare(`
  SELECT network_id, bid_id, at_ms / ${dayMs} AS day, kind, latency_ms,
    count(*), sum(value_nanos), count(runner_up_nanos), sum(runner_up_nanos)
  FROM performance_events WHERE level = 'sdk' GROUP BY 1, 2, 3, 4, 5`);
const sameSql = store.database.prepare(networkReportSql("network"));
const range = { level: "sdk", fromDay: firstDay, toDay: firstDay + days };

const query = { by: "network", level: "sdk", from: undefined, to: undefined } as const;
const report = { times: 1, work: () => performance.report(query) };
const same = await compare(rounds, report, { times: 1, work: () => sameSql.all(range) });
const tally = await compare(rounds, report, { times: 1, work: () => byHand.all() });
store.close();
console.log(`report: by network, over ${events} events of ${days} days`);
console.log(`  ${same.ratio.toFixed(2)} times its own SQL (goal: at most 1.2)`);
console.log(`  ${tally.ratio.toFixed(2)} times a count by hand, without percentiles and payouts`);

function fill(): void {
  const table = createEventTable(store.database);
  store.transaction(() => {
    for (let index = 0; index < events; index += 1) {
      const kind = EVENT_KINDS[index % EVENT_KINDS.length] ?? "request";
      const isTimed = kind === "response" || kind === "no-ad";
      const hasValue = kind === "win" || kind === "impression";
      table.insert({
        eventId: `event-${index}`,
        atMs: firstDay * dayMs + Math.floor((index * days * dayMs) / events),
        level: "sdk",
        kind,
        networkId: `network-${(index * 7) % 5}`,
        bidId: `bid-${(index * 7) % 15}`,
        slotId: `slot-${index % 4}`,
        latencyMs: isTimed ? 50 + ((index * 7_919) % 2_000) : null,
        valueNanos: hasValue ? 2_000_000 : null,
        runnerUpNanos: kind === "win" ? 1_750_000 : null,
      });
    }
  });
}

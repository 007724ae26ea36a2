import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { METRIC_NAMES } from "../../../ad-server/performance/network-metrics.ts";
import { EventsBodySchema } from "../../../ad-server/performance/event-schema.ts";
import { aClient, type Client } from "./a-performance.ts";

const PAGE = readFileSync(
  path.resolve(import.meta.dirname, "../../../docs/performance-reports.md"),
  "utf8",
);

it("explains every metric, in the order of reports", () => {
  const [, section = ""] = PAGE.split("## Read it");
  const rows = section.matchAll(/^\| `(\w+)` +\| (.+?) +\|$/gm);

  const explained = Array.from(rows, ([, metric]) => metric);

  expect(explained).toEqual(METRIC_NAMES);
});

/** What the page sends with `curl`, from its body. */
function sentOnPage(): { readonly events: readonly object[]; readonly csv: readonly string[] } {
  const [, events = "[]"] = /-d '(\[[^']*\])'/.exec(PAGE) ?? [];
  const [, csv = ""] = /<<'END'\n([^]*?)\nEND/.exec(PAGE) ?? [];
  return { events: JSON.parse(events) as readonly object[], csv: csv.split("\n") };
}

it("shows requests that the server takes, and the answer that it gives", async () => {
  const client: Client = await aClient();
  const { events, csv } = sentOnPage();

  const answers = [await client.post("/events", events), await client.putCsv("/payouts", csv)];

  expect(answers).toEqual([
    { status: 200, body: { accepted: 2, duplicates: 0 } },
    { status: 200, body: { added: 1, replaced: 0 } },
  ]);
  expect(PAGE).toContain('`{ "accepted": 2, "duplicates": 0 }`');
  expect(EventsBodySchema.parse(events).map(({ atMs }) => new Date(atMs).toISOString())).toEqual([
    "2026-11-21T10:00:00.000Z",
    "2026-11-21T10:00:00.500Z",
  ]);
});

import type { Colors } from "picocolors/types.js";
import { collectLedger, type MediationEvent } from "../../sdk/index.ts";
import type { ScenarioRun } from "../../simulator/index.ts";
import { nameScripts } from "./name-scripts.ts";
import { renderLedger } from "./render-ledger.ts";
import { splitRun } from "./split-run.ts";
import { toStepRows } from "./step-rows.ts";
import type { WalkRow } from "./walk-row.ts";
import { toWalkRow } from "./walk-rows.ts";
import { collectBids, describePrice } from "./walk-words.ts";

/**
 * A run as people read it: the walk in the proposal's steps, the reports, and why the others lost. A step on the
 * device has all of that in its own block.
 */
export function renderWalk(run: ScenarioRun, colours: Colors): string {
  const { others } = splitRun(run.events);
  const sections = [
    renderHead(run, colours),
    ...renderBlocks(run, colours),
    run.requests.length === 0 ? "" : renderReports(others, colours),
    renderLedger(collectLedger(others), colours),
  ];
  const text = `${sections.filter((section) => section !== "").join("\n\n")}\n`;
  return nameScripts(text, run.events);
}

function renderHead({ name, seed, profile, mode }: ScenarioRun, colours: Colors): string {
  const time = mode === "live" ? "live" : "virtual time";
  return `${colours.bold(name)}  ${colours.dim(`seed ${seed}, profile ${profile}, ${time}`)}`;
}

/**
 * One block per request, each ending with how it ended, and one per step on the device. What happens between
 * requests belongs to the last.
 */
function renderBlocks(run: ScenarioRun, colours: Colors): string[] {
  const bids = collectBids(run.events);
  const { ofSteps, others } = splitRun(run.events);
  const blocks: Block[] = [];
  let request: Block | undefined;
  for (const event of others) {
    if (event.type === "step.started" && event.scope === "device") {
      const rows = toStepRows(ofSteps.get(event.step) ?? [], bids);
      blocks.push({ title: `step ${event.step}  ${event.text}`, rows: [...rows] });
    }
    if (event.type === "request.started") {
      const { requestId, slotId, format } = event;
      request = { title: `${requestId}  slot ${slotId}, ${format}`, rows: [] };
      blocks.push(request);
    }
    const row = toWalkRow(event, bids);
    if (row !== undefined) request?.rows.push(row);
    if (event.type === "request.finished") request?.rows.push(toEndRow(run, event));
  }
  return blocks.map(({ title, rows }) =>
    [colours.bold(title), ...renderRows(rows, colours)].join("\n"),
  );
}

interface Block {
  readonly title: string;
  readonly rows: WalkRow[];
}

function toEndRow(
  { requests }: ScenarioRun,
  { requestId, kind, latencyMs }: Extract<MediationEvent, { type: "request.finished" }>,
): WalkRow {
  const result = requests.find((each) => each.result.requestId === requestId)?.result;
  const common = { step: "", tookMs: latencyMs } as const;
  if (result?.kind !== "filled") return { ...common, who: "result", what: kind, tone: "bad" };
  const { networkId, cpmUsd } = result.ad;
  return {
    ...common,
    who: "result",
    what: `${networkId} wins${describePrice(cpmUsd)}`,
    tone: "good",
  };
}

function renderRows(rows: readonly WalkRow[], colours: Colors): string[] {
  const whoWidth = Math.max(...rows.map(({ who }) => who.length));
  const paint = {
    plain: (text: string) => text,
    good: colours.green,
    bad: colours.yellow,
    faint: colours.dim,
  };
  return rows.map(({ step, who, what: words, tone, tookMs }) => {
    const what = words.replaceAll(/\s*\n\s*/g, " ");
    const took = tookMs === undefined ? "" : colours.dim(`  ${tookMs} ms`);
    return `  ${step.padEnd(3)}  ${who.padEnd(whoWidth)}  ${paint[tone](what)}${took}`.trimEnd();
  });
}

type ReportSent = Extract<MediationEvent, { type: "report.sent" }>;

function renderReports(events: readonly MediationEvent[], colours: Colors): string {
  const sent = events.filter((event): event is ReportSent => event.type === "report.sent");
  if (sent.length === 0) return `${colours.bold("reports")}\n  none`;
  const keyWidth = Math.max(...sent.map(({ key }) => key.length));
  const lines = sent.map(({ key, destination, method, uri, status, detail }) => {
    const answer = status === undefined ? colours.yellow(detail ?? "") : String(status);
    const party = destination.padEnd("seller".length);
    return `  ${key.padEnd(keyWidth)}  ${party}  ${answer}  ${method.padEnd("POST".length)} ${uri}`;
  });
  return [colours.bold("reports"), ...lines].join("\n");
}

import type { Colors } from "picocolors/types.js";
import { collectLedger, type MediationEvent } from "../../sdk/index.ts";
import type { ScenarioRun } from "../../simulator/index.ts";
import { nameScripts } from "./name-scripts.ts";
import { renderLedger } from "./render-ledger.ts";
import { renderRows } from "./render-rows.ts";
import { splitRun } from "./split-run.ts";
import { toWalkBlocks } from "./walk-blocks.ts";
import { wrapText } from "./wrap-text.ts";

/**
 * A run as people read it: the walk in the proposal's steps, the reports, and why the others lost. A step on the
 * device has all of that in its own block.
 */
export function renderWalk(run: ScenarioRun, colours: Colors): string {
  const { others } = splitRun(run.events);
  const name = (text: string): string => nameScripts(text, run.events);
  const ledger = collectLedger(others).map((each) => ({ ...each, detail: name(each.detail) }));
  const sections = [
    renderHead(run, colours),
    ...renderBlocks(run, name, colours),
    run.requests.length === 0 ? "" : renderReports(others, colours),
    renderLedger(ledger, colours),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function renderHead({ name, seed, profile, mode }: ScenarioRun, colours: Colors): string {
  const time = mode === "live" ? "live" : "virtual time";
  return `${colours.bold(name)}  ${colours.dim(`seed ${seed}, profile ${profile}, ${time}`)}`;
}

function renderBlocks(
  run: ScenarioRun,
  name: (text: string) => string,
  colours: Colors,
): readonly string[] {
  return toWalkBlocks(run).map(({ title, rows, whole }) => {
    const named = rows.map(({ what, below = "", ...row }) => ({
      ...row,
      what: name(what),
      below: name(below),
    }));
    return [colours.bold(title), ...renderRows(named, { colours, whole })].join("\n");
  });
}

function renderReports(events: readonly MediationEvent[], colours: Colors): string {
  const sent = events.filter((event) => event.type === "report.sent");
  if (sent.length === 0) return `${colours.bold("reports")}\n  none`;
  const keyWidth = Math.max(...sent.map(({ key }) => key.length));
  const lines = sent.map(({ key, destination, method, uri, status, detail = "" }) => {
    const first = `  ${key.padEnd(keyWidth)}  ${destination.padEnd("seller".length)}  `;
    const words = `${status ?? detail}  ${method.padEnd("POST".length)} ${uri}`;
    const line = wrapText(words, { first, indent: "      " });
    return status === undefined ? colours.yellow(line) : line;
  });
  return [colours.bold("reports"), ...lines].join("\n");
}

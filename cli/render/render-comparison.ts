import type { Colors } from "picocolors/types.js";
import type { MediationEvent } from "../../sdk/index.ts";
import { wordEvent, wordPlace, wordValue, type TraceComparison } from "../../simulator/index.ts";
import { renderTable } from "./render-table.ts";
import { wrapText } from "./wrap-text.ts";

/** Two runs as people tell them apart: what they were given, where they part, and what came of it. */
export function renderComparison(
  { isEqual, setup, divergence, ends, metrics }: TraceComparison,
  colours: Colors,
): string {
  if (isEqual) return "The traces are equal.\n";
  const parts = divergence === undefined ? nothingElse : renderDivergence(divergence);
  const sections = [
    section("started with", setup.flatMap(renderFact), colours),
    section("first difference", parts, colours),
    section("requests that ended otherwise", ends.flatMap(renderEnd), colours),
    section("metrics", metrics.length === 0 ? [] : renderMetrics(metrics), colours),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

const nothingElse = ["  none, but for what follows from that"];

function section(title: string, lines: readonly string[], { bold }: Colors): string {
  return lines.length === 0 ? "" : [bold(title), ...lines].join("\n");
}

function renderFact({ name, a, b }: TraceComparison["setup"][number]): readonly string[] {
  return [`  ${name}`, ...renderSides(wordValue(a), wordValue(b))];
}

function renderDivergence({
  position,
  a,
  b,
  facts,
}: NonNullable<TraceComparison["divergence"]>): readonly string[] {
  const place = wordPlace(a ?? b ?? { type: "session.finished", atMs: 0 });
  const head = [`event ${position}`, ...(place === "" ? [] : [place])].join(", ");
  if (a === undefined || b === undefined || facts.length === 0) {
    return [`  ${head}`, ...renderSides(tell(a), tell(b))];
  }
  const what = `${a.type.replaceAll(/[.-]/g, " ")} differs in ${facts.map(({ name }) => name).join(", ")}`;
  return [`  ${head}: ${what}`, ...facts.flatMap(renderFact)];
}

function tell(event: MediationEvent | undefined): string {
  return event === undefined
    ? "nothing: the run is over"
    : `at ${event.atMs} ms, ${wordEvent(event)}`;
}

function renderEnd({ requestId, a, b }: TraceComparison["ends"][number]): readonly string[] {
  return [`  ${requestId}`, ...renderSides(a, b)];
}

function renderSides(a: string, b: string): readonly string[] {
  return [
    wrapText(a, { first: "    A  ", indent: "       " }),
    wrapText(b, { first: "    B  ", indent: "       " }),
  ];
}

function renderMetrics(metrics: TraceComparison["metrics"]): readonly string[] {
  const rows = metrics.map(({ name, a, b }) => [name, round(a), round(b), difference(a, b)]);
  const table = renderTable(
    [["metric", "A", "B", "B - A"], ...rows],
    ["left", "right", "right", "right"],
  );
  return table.map((line) => `  ${line}`);
}

type Value = TraceComparison["metrics"][number]["a"];

function round(value: Value): number | undefined {
  return value === null ? undefined : Number(value.toFixed(4));
}

function difference(a: Value, b: Value): string | undefined {
  if (a === null || b === null) return undefined;
  return `${b > a ? "+" : ""}${round(b - a)}`;
}

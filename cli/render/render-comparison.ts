import type { Colors } from "picocolors/types.js";
import type { MediationEvent } from "../../sdk/index.ts";
import { wordEvent, wordPlace, wordValue, type TraceComparison } from "../../simulator/index.ts";
import { cutList } from "./cut-list.ts";
import { renderTable } from "./render-table.ts";
import { shorten } from "./shorten.ts";
import { wrapText } from "./wrap-text.ts";

/** What the two runs are called. */
export type Sides = readonly [a: string, b: string];

const aAndB: Sides = ["A", "B"];
const longestValue = 240;

/** Two runs as people tell them apart: what they were given, where they part, and what came of it. */
export function renderComparison(comparison: TraceComparison, colours: Colors): string {
  if (comparison.isEqual) return "The traces are equal.\n";
  const { ends } = comparison;
  const endings = cutList(ends.map(({ requestId, a, b }) => renderSides(requestId, [a, b], aAndB)));
  return joinSections([
    renderSetup(comparison.setup, colours),
    renderDivergence(comparison.divergence, colours),
    section("requests that ended otherwise", endings, colours),
    renderMetrics(comparison.metrics, colours),
  ]);
}

export function renderSetup(
  setup: TraceComparison["setup"],
  colours: Colors,
  sides: Sides = aAndB,
): string {
  return section("started with", cutList(setup.map((fact) => renderFact(fact, sides))), colours);
}

export function joinSections(sections: readonly string[]): string {
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

export function section(title: string, lines: readonly string[], { bold }: Colors): string {
  return lines.length === 0 ? "" : [bold(title), ...lines].join("\n");
}

type Fact = TraceComparison["setup"][number];

function renderFact({ name, a, b }: Fact, sides: Sides): readonly string[] {
  const values = [a, b].map((value) => shorten(wordValue(value), longestValue));
  return renderSides(name, values, sides);
}

export function renderDivergence(
  divergence: TraceComparison["divergence"],
  colours: Colors,
  sides: Sides = aAndB,
): string {
  const nothingElse = ["  none, but for what follows from that"];
  const lines = divergence === undefined ? nothingElse : tellDivergence(divergence, sides);
  return section("first difference", lines, colours);
}

function tellDivergence(
  { position, a, b, facts }: NonNullable<TraceComparison["divergence"]>,
  sides: Sides,
): readonly string[] {
  const place = wordPlace(a ?? b ?? { type: "session.finished", atMs: 0 });
  const head = [`event ${position}`, ...(place === "" ? [] : [place])].join(", ");
  if (a === undefined || b === undefined || facts.length === 0) {
    return renderSides(head, [tell(a), tell(b)], sides);
  }
  const what = `${a.type.replaceAll(/[.-]/g, " ")} differs in ${facts.map(({ name }) => name).join(", ")}`;
  return [`  ${head}: ${what}`, ...facts.flatMap((fact) => renderFact(fact, sides))];
}

function tell(event: MediationEvent | undefined): string {
  return event === undefined
    ? "nothing: the run is over"
    : `at ${event.atMs} ms, ${wordEvent(event)}`;
}

/** A title, and below it what it is in either run. */
export function renderSides(
  title: string,
  values: readonly string[],
  sides: Sides,
): readonly string[] {
  const width = Math.max(...sides.map((side) => side.length));
  const lines = values.map((value, index) => {
    const first = `    ${(sides[index] ?? "").padEnd(width)}  `;
    return wrapText(value, { first, indent: " ".repeat(first.length) });
  });
  return [`  ${title}`, ...lines];
}

export function renderMetrics(
  metrics: TraceComparison["metrics"],
  colours: Colors,
  [a, b]: Sides = aAndB,
): string {
  const lines = metrics.length === 0 ? [] : tabulate(metrics, [a, b]);
  return section("metrics", lines, colours);
}

function tabulate(metrics: TraceComparison["metrics"], sides: Sides): readonly string[] {
  const rows = metrics.map(({ name, a, b }) => [name, round(a), round(b), difference(a, b)]);
  const table = renderTable(
    [["metric", ...sides, `${sides[1]} - ${sides[0]}`], ...rows],
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

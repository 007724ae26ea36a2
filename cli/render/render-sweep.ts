import type { Colors } from "picocolors/types.js";
import type { JsonValue } from "../../sdk/index.ts";
import { tellSweep, wordValue, type Sweep, type SweepMetric } from "../../simulator/index.ts";
import { renderTable } from "./render-table.ts";
import { wrapText } from "./wrap-text.ts";

/** Behind the best of a row; others have as much room. */
const best = " *";
const notBest = "  ";

/** One row for each value, one column for each scenario, and who is ahead where. */
export function renderSweep(sweep: Sweep, metric: SweepMetric, colours: Colors): string {
  const { series, values, path } = sweep;
  const { leaders, lead, doubtfulValues } = tellSweep(sweep, metric);
  const rows = values.map((value, index) => [
    wordValue(value),
    ...series.map(({ name, points }) => {
      const point = points[index];
      const measured = point === undefined ? null : metric.measure(point.summary);
      const isBest = series.length > 1 && leaders[index]?.includes(name);
      return (measured === null ? "–" : metric.word(measured)) + (isBest ? best : notBest);
    }),
  ]);
  const legend = series.length > 1 ? "; * is the best of a row" : "";
  const head = [path, ...series.map(({ name }) => name + notBest)];
  const table = renderTable([head, ...rows], ["left", ...series.map(() => "right" as const)]);
  const told = [lead, tellDoubt(doubtfulValues), tellWorld(sweep)].filter((text) => text !== "");
  return `${[
    colours.bold(`${metric.label}, ${metric.unit}`) + legend,
    "",
    ...table,
    "",
    ...told.map((text) => wrapText(text)),
  ].join("\n")}\n`;
}

function tellDoubt(values: readonly JsonValue[]): string {
  if (values.length === 0) return "";
  const list = values.map(wordValue).join(", ");
  return `Too close to call at ${list}: with so few requests, luck alone may make the difference.`;
}

/** What the numbers rest on. */
function tellWorld({ series, seed }: Sweep): string {
  const counts = series.flatMap(({ points }) => points.map(({ requests }) => requests.length));
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const requests = least === most ? String(most) : `${least} to ${most}`;
  return `${requests} ${most === 1 ? "request" : "requests"} each, seed ${seed}: the same luck for all. It holds for the world that the scenarios assume.`;
}

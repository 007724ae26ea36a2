import { wordValue, type Knob } from "../../simulator/index.ts";
import { renderTable } from "./render-table.ts";
import { shorten } from "./shorten.ts";

const longestValue = 32;

/** One knob a line, as `--set` takes it, with its value; `–` where nothing is set. */
export function renderKnobs(knobs: readonly Knob[]): string {
  const rows = knobs.map(({ path, value }) => [path, renderKnobValue(value)]);
  return `${renderTable(rows, ["left", "left"]).join("\n")}\n`;
}

/** On one line, and cut where it is long. */
export function renderKnobValue(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = value === "" ? '""' : wordValue(value);
  return shorten(text.replaceAll(/\s+/g, " "), longestValue);
}

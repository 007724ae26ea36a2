import type { Colors } from "picocolors/types.js";
import { renderBar } from "./render-bar.ts";
import { shorten } from "./shorten.ts";
import type { Span } from "./span.ts";
import type { WalkRow } from "./walk-row.ts";
import { wrapText } from "./wrap-text.ts";

const LINE_WIDTH = 80;
const BAR_WIDTH = 20;
const MAX_WHO_WIDTH = 16;
const INDENT = "  ";

export interface RowStyle {
  readonly colours: Colors;
  /** What the bars are drawn in; without it there are none, and times follow the words. */
  readonly whole?: Span | undefined;
}

interface Columns {
  readonly whoWidth: number;
  readonly timeWidth: number;
}

/** Rows in columns: step, who, what, when as a bar, how long. Words that find no room go on below. */
export function renderRows(rows: readonly WalkRow[], style: RowStyle): readonly string[] {
  const widest = Math.max(0, ...rows.map(({ who }) => who.length));
  const columns = {
    whoWidth: Math.min(widest, MAX_WHO_WIDTH),
    timeWidth: Math.max(0, ...rows.map((row) => wordTime(row).length)),
  };
  return rows.flatMap((row) => renderRow(row, columns, style));
}

function renderRow(row: WalkRow, columns: Columns, style: RowStyle): readonly string[] {
  const { step, who, what, below = "", tone } = row;
  const { whoWidth } = columns;
  const head = `  ${step.padEnd(3)}  ${shorten(who, whoWidth).padEnd(whoWidth)}  `;
  const width = LINE_WIDTH - head.length;
  const { side, sideWidth } = renderSide(row, columns, style);
  const inline = style.whole === undefined ? `  ${wordTime(row).replace(" ", "\u00A0")}` : "";
  const firstWidth = width - sideWidth;
  const lines = wrapText(what + inline, { width, firstWidth, first: "", indent: INDENT });
  const [firstLine = "", ...others] = lines.split("\n");
  const paint = paintOf(tone, style.colours);
  const margin = " ".repeat(head.length);
  const details = below === "" ? [] : wrapText(below, { width, indent: INDENT }).split("\n");
  return [
    `${head}${paint(firstLine)}${" ".repeat(firstWidth - firstLine.length)}${side}`.trimEnd(),
    ...others.map((line) => margin + paint(line)),
    ...details.map((line) => margin + style.colours.dim(line)),
  ];
}

/** What stands at the end of the line: a bar, if it is about a span, and how long that was. */
function renderSide(
  row: WalkRow,
  { timeWidth }: Columns,
  { colours, whole }: RowStyle,
): { readonly side: string; readonly sideWidth: number } {
  const time = wordTime(row);
  if (whole === undefined || time === "") return { side: "", sideWidth: 0 };
  const timeText = `  ${colours.dim(time.padStart(timeWidth))}`;
  if (row.span === undefined) return { side: timeText, sideWidth: 2 + timeWidth };
  const bar = paintOf(row.tone, colours)(renderBar(row.span, whole, BAR_WIDTH));
  return { side: `  ${bar}${timeText}`, sideWidth: 4 + BAR_WIDTH + timeWidth };
}

function wordTime({ span, tookMs }: WalkRow): string {
  const spentMs = span === undefined ? tookMs : span.endMs - span.startMs;
  return spentMs === undefined ? "" : `${spentMs} ms`;
}

function paintOf(tone: WalkRow["tone"], colours: Colors): (text: string) => string {
  const paints = {
    plain: (text: string) => text,
    good: colours.green,
    bad: colours.yellow,
    faint: colours.dim,
  };
  return paints[tone];
}

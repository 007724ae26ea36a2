import type { Colors } from "picocolors/types.js";
import type { ExplainedBid } from "../../ad-server/index.ts";
import { renderTable } from "./render-table.ts";
import { shorten } from "./shorten.ts";
import { wrapText } from "./wrap-text.ts";

const longestName = 20;
const alignments = ["left", "right", "left"] as const;

/** By impression, each bid with what became of it and why. */
export function renderMediation(bids: readonly ExplainedBid[], colours: Colors): string {
  if (bids.length === 0) return "There are no bids.\n";
  const rows = renderTable(
    bids.map(({ bidder, price, outcome }) => [nameOf(bidder), price, outcome]),
    alignments,
  );
  const width = Math.max(...rows.map((row) => row.length));
  const lines = bids.map((bid, index) =>
    renderBid(bid, (rows[index] ?? "").padEnd(width), colours),
  );
  const byImp = Map.groupBy(bids.keys(), (index) => bids[index]?.impid ?? "(no impression)");
  const blocks = Array.from(byImp, ([impId, indices]) =>
    [colours.bold(nameOf(impId)), ...Array.from(indices, (index) => lines[index] ?? "")].join("\n"),
  );
  return `${blocks.join("\n\n")}\n`;
}

function renderBid({ outcome, why }: ExplainedBid, row: string, colours: Colors): string {
  const line = wrapText(why, { first: `  ${row}  `, indent: " ".repeat(6) });
  return outcome === "won" ? colours.green(line) : line;
}

/** Somebody else's words, on one line. */
function nameOf(text: string): string {
  return shorten(wrapText(text, { width: Infinity }), longestName);
}

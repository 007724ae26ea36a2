import { HttpError, type ErrorDetail } from "../http-errors.ts";
import { unknownName } from "../unknown-name.ts";
import { parseCsv } from "./parse-csv.ts";

/** Fields of a payout by the names that their columns may have. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ["date", "date"],
  ["network", "network_id"],
  ["network_id", "network_id"],
  ["bid", "bid_id"],
  ["bid_id", "bid_id"],
  ["impressions", "impressions"],
  ["revenue", "revenue"],
  ["currency", "currency"],
]);

/**
 * The lines of a file as the JSON body would have them, for the same checks.
 *
 * @throws HttpError VALIDATION_ERROR for a head that names other columns
 */
export function readPayoutsCsv(text: string): readonly Readonly<Record<string, unknown>>[] {
  const [head = [], ...lines] = parseCsv(text);
  const names = head.map((cell) => cell.trim().toLowerCase());
  const details = names
    .filter((name) => !FIELDS.has(name))
    .map((name) => ({
      path: "line 1",
      message: unknownName("column", name, [...FIELDS.keys()]),
    }));
  if (details.length > 0) {
    throw new HttpError("VALIDATION_ERROR", "The file's first line names no columns.", details);
  }
  return lines.map((cells) =>
    Object.fromEntries(cells.flatMap((cell, index) => toEntry(names[index], cell.trim(), index))),
  );
}

/** Empty cells are as good as none; cells beyond the head get a name that the checks refuse. */
function toEntry(name: string | undefined, text: string, index: number) {
  if (text === "") return [];
  const field = FIELDS.get(name ?? "") ?? `column ${index + 1}`;
  return [[field, field === "impressions" ? Number(text) : text] as const];
}

/** Names lines of the file where the checks name elements of an array. */
export function nameLines(error: unknown): unknown {
  if (!(error instanceof HttpError)) return error;
  return new HttpError(error.code, error.message, error.details.map(nameLine));
}

function nameLine(detail: ErrorDetail): ErrorDetail {
  const [, index, field] = /^\[(\d+)\](?:\.?(.+))?$/.exec(detail.path) ?? [];
  if (index === undefined) return detail;
  const line = `line ${Number(index) + 2}`;
  return { ...detail, path: field === undefined ? line : `${line}, ${field}` };
}

import { parse } from "yaml";
import { MediationError, messageOf, type JsonValue } from "../sdk/index.ts";
import type { Vary } from "../simulator/index.ts";

const mostValues = 100;

/** `0.4..1:0.1`, and what looks as if it was meant to be one; not `../script.js`. */
const rangeStart = /^[^,/'"]*\.\.(?![/\\])/;

/**
 * Reads `PATH=VALUES`: a range, `0.4..1:0.1`, or values with commas between them, each of which is YAML.
 *
 * @throws MediationError ERR_CLI_USAGE
 */
export function parseVary(text: string, earlier?: Vary): Vary {
  if (earlier !== undefined) throw refuse(text, "a sweep varies one setting, and has one already");
  const [, path = "", list = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (path.trim() === "" || list.trim() === "") throw refuse(text, "it has no path and values");
  const values = rangeStart.test(list) ? parseRange(text, list.trim()) : parseList(text, list);
  if (values.length <= mostValues) return { path: path.trim(), values };
  throw refuse(text, `these are ${values.length} values, and ${mostValues} are the most`);
}

function parseList(text: string, list: string): readonly JsonValue[] {
  const seen = new Set<string>();
  return list.split(",").map((each) => {
    const value = parseValue(text, each.trim());
    const key = JSON.stringify(value);
    if (seen.has(key)) throw refuse(text, `${each.trim()} is there already`);
    seen.add(key);
    return value;
  });
}

function parseValue(text: string, each: string): JsonValue {
  if (each === "") throw refuse(text, "one of its values is empty");
  let value: JsonValue;
  try {
    value = parse(each) as JsonValue;
  } catch (error) {
    throw refuse(text, messageOf(error).split("\n")[0] ?? "");
  }
  if (typeof value !== "number" || Number.isFinite(value)) return value;
  throw refuse(text, `"${each}" is no value that a setting can have`);
}

/** In whole steps of the last decimal place that is written, so that 0.4 and 0.1 three times make 0.7. */
function parseRange(text: string, range: string): readonly number[] {
  const number = String.raw`(-?\d+(?:\.\d+)?)`;
  const [, ...written] = new RegExp(`^${number}\\.\\.${number}:${number}$`).exec(range) ?? [];
  const places = Math.max(0, ...written.map((each) => each.split(".")[1]?.length ?? 0));
  const [from, to, step] = written.map((each) => Math.round(Number(each) * 10 ** places));
  if (from === undefined || to === undefined || step === undefined) {
    throw refuse(text, `"${range}" is no FROM..TO:STEP in plain decimals`);
  }
  const count = Math.floor((to - from) / step) + 1;
  if (!(count >= 1) || !Number.isFinite(count)) {
    throw refuse(text, `steps of ${written[2]} do not lead from ${written[0]} to ${written[1]}`);
  }
  if (count > mostValues) {
    throw refuse(text, `these are ${count} values, and ${mostValues} are the most`);
  }
  return Array.from({ length: count }, (_, index) =>
    Number(((from + index * step) / 10 ** places).toFixed(places)),
  );
}

function refuse(text: string, why: string): MediationError {
  const message = `--vary takes PATH=VALUES, got "${text}": ${why.replace(/[.:]$/, "")}.`;
  return new MediationError("ERR_CLI_USAGE", message, {
    hint: 'Write for example: --vary "network.*.shade=0.4..1:0.1" or --vary flow=waterfall,hybrid',
  });
}

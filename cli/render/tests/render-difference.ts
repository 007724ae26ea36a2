import { structuredPatch } from "diff";
import type { JsonValue } from "../../../sdk/index.ts";
import type { Difference } from "../../../testing/index.ts";

const longestLine = 200;
const mostLines = 60;
/** Values that have next to nothing in common are not worth the time. */
const mostEdits = 500;

/** In plain text: lines that begin with `-` were expected, those with `+` received. */
export function renderDifference(difference: Difference): readonly string[] {
  const [expected, received] = [difference.expected, difference.received].map(renderValue);
  const line = `expected ${expected}, received ${received}`;
  if (![difference.expected, difference.received].some(isContainer) && line.length <= 70) {
    return [line];
  }
  const patch = renderPatch(difference) ?? [`- ${expected}`, `+ ${received}`];
  const shown = patch.slice(0, mostLines).map(cut);
  const more = patch.length - shown.length;
  return ["- expected  + received", ...shown, ...(more > 0 ? [`  …and ${more} more lines`] : [])];
}

/** Undefined where it would take too long to find out. */
function renderPatch({ expected, received }: Difference): readonly string[] | undefined {
  const [before = "", after = ""] = [expected, received].map((value) => `${toText(value)}\n`);
  const options = { context: 3, maxEditLength: mostEdits };
  const patch = structuredPatch("", "", before, after, "", "", options);
  return patch?.hunks.flatMap(({ lines }, index) => [
    ...(index === 0 ? [] : ["  …"]),
    ...lines.map((line) => `${line.charAt(0)} ${line.slice(1)}`),
  ]);
}

function toText(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" && value.includes("\n") ? value : JSON.stringify(value, null, 2);
}

function renderValue(value: JsonValue | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

function isContainer(value: JsonValue | undefined): boolean {
  return typeof value === "object" && value !== null;
}

function cut(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
}

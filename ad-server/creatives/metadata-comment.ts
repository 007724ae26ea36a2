import type { JsonObject, JsonValue } from "../../sdk/foundation/json.ts";

/** What readers of the documented service's creatives look for. */
const marker = "MOCKTIONEER_METADATA";

/** Indentation grows with the square of the depth, and the request's sender chooses the depth. */
const maxDepth = 16;

/**
 * An HTML comment of pretty JSON that nothing in the JSON can end: `<`, `>` and the second of two dashes are written as
 * JSON escapes, and so is whatever an editor would not show as it is (controls, bidi marks, odd spaces).
 */
export function renderMetadataComment(metadata: JsonObject): string {
  const shallow = isDeeper(metadata, maxDepth) ? cutDepth(metadata, maxDepth) : metadata;
  const json = JSON.stringify(shallow, undefined, 2);
  return `<!-- ${marker}\n${escapeJson(json)}\n-->`;
}

const plainJson = /^[\n\x20-;=?-~]*$/;
const unsafeCharacter = /[<>]|(?<=-)-|(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu;

function escapeJson(json: string): string {
  if (plainJson.test(json) && !json.includes("--")) return json;
  return json.replace(unsafeCharacter, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}

function isDeeper(value: JsonValue | undefined, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (depth === 0) return true;
  if (Array.isArray(value)) return value.some((each: JsonValue) => isDeeper(each, depth - 1));
  const fields = value as JsonObject;
  for (const key in fields) if (isDeeper(fields[key], depth - 1)) return true;
  return false;
}

function cutDepth(value: JsonValue, depth: number): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.map((each: JsonValue) => cutDepth(each, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, cutDepth(each, depth - 1)]),
  );
}

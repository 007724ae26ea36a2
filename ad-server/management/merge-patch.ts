import type { JsonObject, JsonValue } from "../../sdk/foundation/json.ts";

/** The whole after a change: objects are merged, everything else is replaced. */
export function mergePatch(whole: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...whole };
  for (const [key, value] of Object.entries(patch)) {
    const before = Object.hasOwn(merged, key) ? merged[key] : undefined;
    merged[key] = isObject(before) && isObject(value) ? mergePatch(before, value) : value;
  }
  return merged;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

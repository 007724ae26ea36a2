import type { JsonObject, JsonValue } from "../../sdk/foundation/json.ts";

/** What is known of the ad that a house network is to show, by the name that options call it. */
export interface HouseMacros {
  readonly AUCTION_PRICE: number;
  readonly CREATIVE_URI: string;
  readonly BID_ID: string;
}

/** Puts the values in for `${AUCTION_PRICE}` and the like; an option that is nothing but a macro becomes its value. */
export function fillMacros(options: JsonObject, macros: HouseMacros): JsonObject {
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) => [key, fill(value, macros)]),
  );
}

function fill(value: JsonValue, macros: HouseMacros): JsonValue {
  if (typeof value === "string") return fillText(value, macros);
  if (typeof value !== "object" || value === null) return value;
  return isList(value) ? value.map((each) => fill(each, macros)) : fillMacros(value, macros);
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function fillText(value: string, macros: HouseMacros): JsonValue {
  const whole = /^\$\{([A-Z_]+)\}$/.exec(value)?.[1];
  if (whole !== undefined && isMacro(whole, macros)) return macros[whole];
  return value.replaceAll(/\$\{([A-Z_]+)\}/g, (text, name: string) =>
    isMacro(name, macros) ? String(macros[name]) : text,
  );
}

function isMacro(name: string, macros: HouseMacros): name is keyof HouseMacros {
  return Object.hasOwn(macros, name);
}

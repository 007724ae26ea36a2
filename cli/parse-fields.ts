import { parse } from "yaml";
import { MediationError, messageOf } from "../sdk/index.ts";

type Fields = { [name: string]: unknown };

/**
 * Makes one object of `PATH=VALUE`s, on top of those that are given. Values are YAML, or as they stand where the path is
 * that of a text; none at all is null.
 *
 * @throws MediationError ERR_CLI_USAGE
 */
export function parseFields(
  texts: readonly string[],
  isText: (path: string) => boolean,
  given: Fields = {},
): Fields {
  const fields = structuredClone(given);
  for (const text of texts) {
    const [, path = "", value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (path === "") throw refuse(text, "it has no path and value");
    const read = isText(path.trim()) ? readText : parseValue;
    setField(fields, path.trim().split("."), read(text, value));
  }
  return fields;
}

function parseValue(text: string, value: string): unknown {
  try {
    return parse(value) as unknown;
  } catch (error) {
    throw refuse(text, messageOf(error).split("\n")[0] ?? "");
  }
}

/** Quotes may be there, for those who think of them. */
function readText(text: string, value: string): string | null {
  const isQuoted = /^\s*(["'].*["']|null|)\s*$/s.test(value);
  return isQuoted ? (parseValue(text, value) as string | null) : value.trim();
}

function setField(fields: Fields, [name = "", ...rest]: readonly string[], value: unknown): void {
  const before = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const inner = typeof before === "object" && before !== null ? { ...before } : {};
  if (rest.length > 0) setField(inner, rest, value);
  // Not by assignment: a path may say __proto__.
  Object.defineProperty(fields, name, {
    value: rest.length > 0 ? inner : value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function refuse(text: string, why: string): MediationError {
  const message = `A field is PATH=VALUE, got "${text}": ${why.replace(/[.:]$/, "")}.`;
  return new MediationError("ERR_CLI_USAGE", message, {
    hint: "Write for example: sdk.adapter=fixed-price",
  });
}

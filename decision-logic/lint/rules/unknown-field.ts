import type { JsonValue } from "../../../sdk/foundation/json.ts";
import { nearestWord } from "../../../sdk/foundation/nearest-word.ts";
import { fieldReadsIn, type FieldRead } from "../facts/field-reads.ts";
import type { ArgumentPath } from "../facts/argument-path.ts";
import { signalKindOf } from "../facts/signal-kind.ts";
import { toWord } from "../facts/to-word.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** Keys that are there only sometimes, and so in no sample. */
const SOMETIMES: readonly string[] = ["ad_counter_keys"];
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** A key of an argument that the device never sets, such as another system's name for one that it does. */
export const unknownField: LintRule = {
  code: "FL403",
  name: "unknown-field",
  severity: "warning",
  about:
    "A key of an argument that the device never sets: `ad.renderUrl`, `outcome.adSelectionId`, …",
  hint: "It is undefined: leave it out.",
  check({ script }) {
    return fieldReadsIn(script).flatMap((read): readonly Finding[] => {
      const isSignals = signalKindOf(read.object) !== undefined;
      const keys = isSignals ? undefined : keysOf(sampleAt(read.object));
      if (
        keys === undefined ||
        inherited.has(read.name) ||
        [...keys, ...SOMETIMES].includes(read.name)
      )
        return [];
      const { parameter, keys: path } = read.object;
      const where = [parameter.name, ...path].join(".").replaceAll(".[]", "[…]");
      const message = `${where} has no ${read.name}: the device sets ${keys.join(", ")}.`;
      return [{ at: read.at, message, ...advise(read, keys) }];
    });
  },
};

function advise(read: FieldRead, keys: readonly string[]): Pick<Finding, "fix" | "hint"> {
  const { name, at, isShorthand } = read;
  const same = keys.filter((key) => toWord(key) === toWord(name));
  const meant = same[0] ?? nearestWord(name, keys);
  if (meant === undefined) return {};
  const hint = `Did you mean ${meant}?`;
  if (same.length !== 1) return { hint };
  return {
    hint,
    fix: { range: [at.start, at.end], text: isShorthand ? `${meant}: ${name}` : meant },
  };
}

/** What is there, in the sample of the argument. */
function sampleAt({ parameter, keys }: ArgumentPath): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>((value, key) => {
    if (Array.isArray(value)) return key === "[]" ? (value[0] as JsonValue | undefined) : undefined;
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, parameter.sample);
}

/** Nothing for an empty object: what is in such a one is up to people. */
function keysOf(value: JsonValue | undefined): readonly string[] | undefined {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys.length === 0 ? undefined : keys;
}

function isObject(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

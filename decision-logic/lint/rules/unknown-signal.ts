import { nearestWord } from "../../../sdk/foundation/nearest-word.ts";
import { fieldReadsIn, type FieldRead } from "../facts/field-reads.ts";
import { signalKindOf } from "../facts/signal-kind.ts";
import { toWord } from "../facts/to-word.ts";
import type { Finding, LintRule } from "../lint-rule.ts";
import type { SignalKind } from "../lint-surroundings.ts";

const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** A signal that the scenario never gives: nothing fails on a device, and nothing is at least undefined. */
export const unknownSignal: LintRule = {
  code: "FL404",
  name: "unknown-signal",
  severity: "warning",
  about: "A signal that the scenario never gives.",
  hint: "Give it in the scenario, or be ready for it not to be there: with a default.",
  dependsOn: "scenario",
  check({ script, signals = {} }) {
    return fieldReadsIn(script).flatMap((read): readonly Finding[] => {
      const kind = signalKindOf(read.object);
      const given = kind === undefined ? undefined : signals[kind];
      if (kind === undefined || given === undefined) return [];
      return checkRead(read, { kind, names: Object.keys(given) });
    });
  },
};

function checkRead(
  { name, at, hasFallback }: FieldRead,
  { kind, names }: { readonly kind: SignalKind; readonly names: readonly string[] },
): readonly Finding[] {
  if (names.includes(name) || inherited.has(name)) return [];
  const nearest = names.find((each) => toWord(each) === toWord(name)) ?? nearestWord(name, names);
  if (hasFallback && nearest === undefined) return [];
  const known = names.length === 0 ? "there are none" : `there are ${names.join(", ")}`;
  const hint = nearest === undefined ? {} : { hint: `Did you mean ${nearest}?` };
  return [{ at, message: `Nobody gives ${name} in the ${kind}: ${known}.`, ...hint }];
}

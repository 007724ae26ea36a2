import { nearestWord } from "../../sdk/foundation/nearest-word.ts";
import type { RuleFinding } from "./lint-script.ts";
import type { Place } from "./lint-rule.ts";
import { LINT_RULES, unexplainedDisable, unusedDisable } from "./rules/index.ts";
import type { Locate } from "./syntax/lines.ts";
import type { Script } from "./syntax/script.ts";

/** A comment that switches rules off for the line below it. */
interface Disable {
  readonly at: Place;
  /** The line it is about. */
  readonly line: number;
  readonly rules: readonly string[];
  readonly reason: string;
}

interface Text {
  readonly script: Script;
  readonly locate: Locate;
}

/** Leaves out what comments switch off, and adds what is wrong with the comments. */
export function applyDisables(found: readonly RuleFinding[], text: Text): readonly RuleFinding[] {
  const disables = findDisables(text);
  const isOff = ({ rule, at }: RuleFinding): boolean => {
    const { line } = text.locate(at.start);
    return disables.some((disable) => disable.line === line && names(disable, rule));
  };
  return [
    ...found.filter((finding) => !isOff(finding)),
    ...disables.flatMap((disable) => [
      ...findUnexplained(disable),
      ...findUnused(
        disable,
        found.filter(({ at }) => text.locate(at.start).line === disable.line),
      ),
    ]),
  ];
}

function findDisables({ script, locate }: Text): readonly Disable[] {
  return script.comments.flatMap(({ value, start, end }): readonly Disable[] => {
    const groups =
      /^[\s*]*fledgling-lint-disable-next-line\b(?<rules>[^]*?)(?:--(?<reason>[^]*))?$/.exec(
        value,
      )?.groups;
    if (groups === undefined) return [];
    const rules = (groups["rules"] ?? "").split(/[\s,]+/).filter((name) => name !== "");
    const reason = (groups["reason"] ?? "").trim();
    return [{ at: { start, end }, line: locate(end).line + 1, rules, reason }];
  });
}

function names({ rules }: Disable, { name, code }: RuleFinding["rule"]): boolean {
  return rules.includes(name) || rules.includes(code);
}

function findUnexplained({ at, reason, rules }: Disable): readonly RuleFinding[] {
  if (rules.length === 0) {
    return [
      {
        rule: unexplainedDisable,
        at,
        message: "The comment names no rule, and switches nothing off.",
      },
    ];
  }
  if (reason !== "") return [];
  return [
    {
      rule: unexplainedDisable,
      at,
      message: `Nothing says why ${rules.join(" and ")} may be broken here.`,
    },
  ];
}

function findUnused(disable: Disable, below: readonly RuleFinding[]): readonly RuleFinding[] {
  return disable.rules.flatMap((word): readonly RuleFinding[] => {
    const rule = LINT_RULES.find(({ name, code }) => name === word || code === word);
    if (rule === undefined) {
      const nearest = nearestWord(
        word,
        LINT_RULES.map(({ name }) => name),
      );
      const hint = nearest === undefined ? {} : { hint: `Did you mean ${nearest}?` };
      return [
        { rule: unusedDisable, at: disable.at, message: `There is no rule "${word}".`, ...hint },
      ];
    }
    // Elsewhere it may have something to say.
    if (rule.dependsOn !== undefined || below.some((finding) => finding.rule === rule)) return [];
    return [
      {
        rule: unusedDisable,
        at: disable.at,
        message: `${rule.name} has nothing against the line below.`,
      },
    ];
  });
}

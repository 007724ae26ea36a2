import { nearestWord } from "../../../sdk/foundation/nearest-word.ts";
import { isGuarded } from "../facts/guards.ts";
import type { Finding, LintRule } from "../lint-rule.ts";
import { LANGUAGE_GLOBALS } from "../facts/language-globals.ts";
import { chromeOnly } from "./chrome-only.ts";
import { missingGlobal } from "./missing-global.ts";

/** Names that nobody declares: reading one throws. */
export const undeclaredName: LintRule = {
  code: "FL105",
  name: "undeclared-name",
  severity: "error",
  about: "Names that neither the script nor the device declares.",
  hint: "Declare it, or ask with typeof before you use it.",
  check(context) {
    const { names } = context.script;
    const others = new Set(
      [missingGlobal, chromeOnly].flatMap(({ check }) => check(context)).map(({ at }) => at),
    );
    const assigned = new Set(
      names.undeclared.filter(({ isChange }) => isChange).map(({ identifier }) => identifier.name),
    );
    const declared = names.all.map(({ text }) => text);
    return names.undeclared
      .filter(
        ({ identifier: { name }, isRead }) =>
          isRead && !LANGUAGE_GLOBALS.has(name) && !assigned.has(name),
      )
      .filter(
        ({ identifier }) =>
          !others.has(identifier) && !isGuarded(context.script, identifier, identifier.name),
      )
      .map(({ identifier }): Finding => {
        const { name } = identifier;
        const nearest = nearestWord(name, [...declared, ...LANGUAGE_GLOBALS]);
        const hint = nearest === undefined ? {} : { hint: `Did you mean ${nearest}?` };
        return { at: identifier, message: `${name} is not defined: reading it throws.`, ...hint };
      });
  },
};

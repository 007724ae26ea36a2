import type { AnyNode } from "acorn";
import { nearestWord } from "../../../sdk/foundation/nearest-word.ts";
import { FUNCTION_NAMES, decisionFunctionsIn } from "../facts/decision-functions.ts";
import { findFunction } from "../facts/find-function.ts";
import { toWord } from "../facts/to-word.ts";
import type { Finding, LintRule } from "../lint-rule.ts";
import type { Name } from "../syntax/names.ts";

/** A function that nobody calls, and whose name is almost that of one which the device would. */
export const misnamedFunction: LintRule = {
  code: "FL201",
  name: "misnamed-function",
  severity: "error",
  about: "A function whose name is almost that of a decision function.",
  hint: "Give it the name that the device calls.",
  check({ script }) {
    const present = new Set(
      decisionFunctionsIn(script).map(({ definition }) => definition.functionName),
    );
    const absent = FUNCTION_NAMES.filter((name) => !present.has(name));
    const candidates = script.names.all
      .filter(
        ({ isTopLevel, definitions: [{ identifier } = {}] }) =>
          isTopLevel && findFunction(script, identifier) !== undefined,
      )
      .filter(({ uses, text }) => !uses.some(({ isRead }) => isRead) && !present.has(text))
      .map((name) => ({ name, meant: meantBy(name, absent) }));
    return candidates.flatMap(({ name, meant }): readonly Finding[] => {
      const at = name.definitions[0]?.identifier;
      if (meant === undefined || at === undefined) return [];
      const isOnly = candidates.filter((other) => other.meant === meant).length === 1;
      const message = `The device calls ${meant}; nothing calls ${name.text}.`;
      const isDeclaration = !isExported(script.parentOf(at));
      return [
        {
          at,
          message,
          ...(isOnly && isDeclaration && { fix: { range: [at.start, at.end], text: meant } }),
        },
      ];
    });
  },
};

function isExported(parent: AnyNode | undefined): boolean {
  return parent?.type === "ExportSpecifier";
}

function meantBy({ text }: Name, absent: readonly string[]): string | undefined {
  const word = toWord(text);
  return absent.find((name) => toWord(name) === word) ?? nearestWord(word, absent);
}

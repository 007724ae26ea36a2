import { applyDisables } from "./disable-comments.ts";
import type { Finding, LintRule } from "./lint-rule.ts";
import type { LintSurroundings } from "./lint-surroundings.ts";
import { LINT_RULES, unparsable } from "./rules/index.ts";
import type { ScriptProblem } from "./script-problem.ts";
import { createLocator, type Locate } from "./syntax/lines.ts";
import { parseScript, toFault, type SyntaxFault } from "./syntax/parse-script.ts";

/** A finding, and the rule that has it. */
export interface RuleFinding extends Finding {
  readonly rule: LintRule;
}

/** Says what in a script will fail or surprise on a device, in the order of the text. The script is not run. */
export function lintScript({
  source,
  ...surroundings
}: LintSurroundings & { readonly source: string }): readonly ScriptProblem[] {
  const locate = createLocator(source);
  const found = findAll(source, { surroundings, locate });
  return found.toSorted(byPlace).map((finding) => toProblem(finding, locate));
}

function findAll(
  source: string,
  { surroundings, locate }: { readonly surroundings: LintSurroundings; readonly locate: Locate },
): readonly RuleFinding[] {
  const script = parseScript(source);
  if (!("program" in script)) return [refuse(script)];
  const context = { ...surroundings, script };
  try {
    const found = LINT_RULES.flatMap((rule) =>
      rule.check(context).map((finding) => ({ ...finding, rule })),
    );
    return applyDisables(found, { script, locate });
  } catch (error) {
    // Rules follow the nesting too, if not as far as the parser does.
    return [refuse(toFault(error))];
  }
}

function refuse({ offset, message }: SyntaxFault): RuleFinding {
  const at = { start: offset, end: offset };
  return { rule: unparsable, at, message: `The script cannot be parsed: ${message}.` };
}

function toProblem(
  { rule, at, message, hint = rule.hint, severity = rule.severity, fix }: RuleFinding,
  locate: Locate,
): ScriptProblem {
  const { code, name } = rule;
  const { line, column } = locate(at.start);
  const { line: endLine, column: endColumn } = locate(at.end);
  const place = { line, column, endLine, endColumn };
  return { code, rule: name, severity, message, hint, ...place, ...(fix !== undefined && { fix }) };
}

function byPlace(one: RuleFinding, other: RuleFinding): number {
  const byStart = one.at.start - other.at.start || one.at.end - other.at.end;
  return byStart || (one.rule.code < other.rule.code ? -1 : 1);
}

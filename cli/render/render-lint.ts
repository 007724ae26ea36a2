import type { Colors } from "picocolors/types.js";
import type { ScriptProblem } from "../../decision-logic/index.ts";
import type { LintedScript } from "../lint/lint-target.ts";
import { countWord } from "./count-word.ts";
import { renderFrame } from "./render-frame.ts";
import { wrapText } from "./wrap-text.ts";

/** Each problem with the line it is about, script by script, and what it comes to. */
export function renderLint(scripts: readonly LintedScript[], colours: Colors): string {
  const blocks = scripts
    .filter(({ problems }) => problems.length > 0)
    .map((script) => renderScript(script, colours));
  return `${[...blocks, renderSummary(scripts, colours)].join("\n\n")}\n`;
}

function renderScript({ target, source, problems }: LintedScript, colours: Colors): string {
  return problems
    .map((problem) => renderProblem(problem, { name: target.name, source, colours }))
    .join("\n\n");
}

function renderProblem(
  problem: ScriptProblem,
  {
    name,
    source,
    colours,
  }: { readonly name: string; readonly source: string; readonly colours: Colors },
): string {
  const { line, column, severity, message, rule, code, hint, fix } = problem;
  const word = severity === "error" ? colours.red("error") : colours.yellow("warning");
  const place = colours.bold(`${name}:${line}:${column}`);
  const advice = fix === undefined ? hint : `${hint} (--fix does)`;
  return [
    `${place}  ${word}  ${colours.dim(`${rule} ${code}`)}`,
    wrapText(message, { indent: "  " }),
    renderFrame(source, problem, colours),
    wrapText(advice, { indent: "  " }),
  ].join("\n");
}

function renderSummary(scripts: readonly LintedScript[], colours: Colors): string {
  const problems = scripts.flatMap((script) => script.problems);
  const errorCount = problems.filter(({ severity }) => severity === "error").length;
  const warningCount = problems.length - errorCount;
  const fixableCount = problems.filter(({ fix }) => fix !== undefined).length;
  const fixedCount = scripts.reduce((sum, script) => sum + script.fixedCount, 0);
  const all = countWord(scripts.length, "script");
  const fixed = fixedCount === 0 ? [] : [`fixed ${countWord(fixedCount, "problem")}`];
  if (problems.length === 0) return colours.green([...fixed, `no problems in ${all}`].join("; "));
  const count = `${countWord(errorCount, "error")} and ${countWord(warningCount, "warning")} in ${all}`;
  const fixable = fixableCount === 0 ? [] : [`--fix mends ${fixableCount}`];
  const text = [...fixed, count, ...fixable].join("; ");
  return errorCount > 0 ? colours.red(text) : colours.yellow(text);
}

import type { LintedScript } from "../lint/lint-target.ts";

/** Everything that was found, for programs; a fix's range is in UTF-16 units. */
export function renderLintJson(scripts: readonly LintedScript[]): string {
  const plain = scripts.map(({ target, fixedCount, problems }) => ({
    script: target.name,
    fixedCount,
    problems,
  }));
  const all = scripts.flatMap(({ problems }) => problems);
  const errorCount = all.filter(({ severity }) => severity === "error").length;
  const counts = { errorCount, warningCount: all.length - errorCount };
  return `${JSON.stringify({ ...counts, scripts: plain }, null, 2)}\n`;
}

import { readFile, writeFile } from "node:fs/promises";
import { fixScript, lintScript, type ScriptProblem } from "../../decision-logic/index.ts";
import { MediationError } from "../../sdk/index.ts";
import { reasonOf } from "../file-error.ts";
import type { LintedScript, LintTarget } from "./lint-target.ts";
import { stripTypes } from "./strip-types.ts";

/**
 * Lints every script once for each place it runs in. With `fix`, files are written back, unless they have changed
 * meanwhile.
 *
 * @throws MediationError ERR_CLI_UNWRITABLE
 */
export async function lintTargets(
  targets: readonly LintTarget[],
  { fix }: { readonly fix: boolean },
): Promise<readonly LintedScript[]> {
  const linted: LintedScript[] = [];
  for (const target of targets) {
    const problems = lintTarget(target, target.source);
    if (target.isFound && isOther(problems)) continue;
    const asItIs = { target, source: target.source, fixedCount: 0, problems };
    linted.push(fix && target.isFile ? await fixTarget(asItIs) : placeWithin(asItIs));
  }
  return linted;
}

/** A file that has nothing of a decision script, in a folder of whatever. */
function isOther(problems: readonly ScriptProblem[]): boolean {
  return problems.some(({ rule }) => rule === "missing-function");
}

function lintTarget({ name, surroundings }: LintTarget, source: string): readonly ScriptProblem[] {
  const text = stripTypes(name, source);
  const problems = surroundings.flatMap((each) => lintScript({ ...each, source: text }));
  const different = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...different.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** Fixes are for the script alone, and are left out where it is not. */
function placeWithin(linted: LintedScript): LintedScript {
  const { within } = linted.target;
  if (within === undefined) return linted;
  const { line: down, column: right } = within.offset;
  const problems = linted.problems.map(({ fix: _fix, ...problem }) => ({
    ...problem,
    line: problem.line + down,
    column: problem.column + right,
    endLine: problem.endLine + down,
    endColumn: problem.endColumn + right,
  }));
  return { ...linted, source: within.text, problems };
}

async function fixTarget(linted: LintedScript): Promise<LintedScript> {
  const { target } = linted;
  const { source, fixedCount, problems } = fixScript(target.source, (text) =>
    lintTarget(target, text),
  );
  if (fixedCount === 0 || target.file === undefined) return linted;
  const isWritten = await write(target.file, { before: target.source, after: source });
  return isWritten ? { target, source, fixedCount, problems } : linted;
}

async function write(
  file: string,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<boolean> {
  try {
    if ((await readFile(file, "utf8")) !== before) return false;
    await writeFile(file, after);
    return true;
  } catch (error) {
    const message = `Cannot write "${file}": ${reasonOf(error)}.`;
    throw new MediationError("ERR_CLI_UNWRITABLE", message, {
      hint: "Leave out --fix, or make the file writable.",
      cause: error,
    });
  }
}

import type { ScriptCoverage } from "../../sdk/index.ts";
import type { ScriptText } from "../script-call/call-script.ts";

/**
 * The scripts that were offered, by the names that they were offered by, and what ran of them. Others, such as those
 * that ship with Fledgling, are left out.
 */
export function nameByOffer(
  scripts: readonly ScriptCoverage[],
  offered: readonly ScriptText[],
): readonly ScriptCoverage[] {
  const sourceOfName = new Map(offered.map(({ name, source }) => [name, source]));
  const nameOfSource = new Map(offered.toReversed().map(({ name, source }) => [source, name]));
  const ran = scripts.flatMap((script) => {
    const scriptName = sourceOfName.has(script.scriptName)
      ? script.scriptName
      : nameOfSource.get(script.source);
    return scriptName === undefined ? [] : [{ ...script, scriptName }];
  });
  const ranNames = new Set(ran.map(({ scriptName }) => scriptName));
  const uncalled = [...sourceOfName]
    .filter(([name]) => !ranNames.has(name))
    .map(([scriptName, source]) => ({ scriptName, source, evaluationCount: 0, functions: [] }));
  return [...ran, ...uncalled];
}

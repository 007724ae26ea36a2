import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { MediationError } from "../../sdk/index.ts";
import type { HostedScript, ScriptOffer } from "./hosted-content.ts";
import { inlineSourceMap } from "./inline-source-map.ts";
import { listProblems, placeFindings, type Finding, type Locate } from "./scenario-problem.ts";
import { whyUnreadable } from "./why-unreadable.ts";

export interface ReadScript {
  readonly offer: ScriptOffer;
  readonly script: HostedScript;
}

/**
 * Reads the text of every script; all that cannot be read are reported at once, where the scenario names them.
 *
 * @throws MediationError ERR_SCENARIO_UNREADABLE
 */
export async function readScripts(
  offers: readonly ScriptOffer[],
  scenario: { readonly path: string; readonly folder: string; readonly locate: Locate },
): Promise<readonly ReadScript[]> {
  const results = await Promise.all(offers.map((offer) => readScript(offer, scenario.folder)));
  const findings = results.filter((result) => "message" in result);
  if (findings.length === 0) return results.filter((result) => "script" in result);
  const problems = placeFindings(findings, scenario.locate);
  throw new MediationError("ERR_SCENARIO_UNREADABLE", listProblems(scenario.path, problems), {
    hint: "Paths of scripts start at the folder of the scenario.",
    details: { problems, files: offers.flatMap((offer) => fileOf(offer, scenario.folder) ?? []) },
  });
}

async function readScript(offer: ScriptOffer, folder: string): Promise<ReadScript | Finding> {
  const { source, path } = offer;
  if (typeof source !== "string") return { offer, script: { text: source.inline } };
  try {
    const file = resolve(folder, source);
    const text = await inlineSourceMap(await readFile(file, "utf8"), { path: file, name: source });
    return { offer, script: { text, file: source } };
  } catch (error) {
    return { path, at: "value", message: `cannot read "${source}": ${whyUnreadable(error)}` };
  }
}

function fileOf({ source }: ScriptOffer, folder: string): string | undefined {
  return typeof source === "string" ? resolve(folder, source) : undefined;
}

import { resolve } from "node:path";
import { MediationError, messageOf } from "../../sdk/index.ts";
import type { HostedScript, ScriptOffer } from "./hosted-content.ts";
import { readScriptFile } from "./read-script-file.ts";
import { listProblems, placeFindings, type Finding, type Locate } from "./scenario-problem.ts";

export interface ReadScript {
  readonly offer: ScriptOffer;
  readonly script: HostedScript;
  /** Absolute paths of what it was made of. */
  readonly files: readonly string[];
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
  if (typeof source !== "string") return { offer, script: { text: source.inline }, files: [] };
  try {
    const { source: text, files } = await readScriptFile(source, { folder });
    return { offer, script: { text, file: source }, files };
  } catch (error) {
    return { path, at: "value", message: withinSentence(messageOf(error)) };
  }
}

/** `Cannot read …: there is no such file.` begins and ends a sentence; a finding is a part of one. */
function withinSentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, "");
}

function fileOf({ source }: ScriptOffer, folder: string): string | undefined {
  return typeof source === "string" ? resolve(folder, source) : undefined;
}

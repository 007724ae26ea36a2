import { resolve } from "node:path";
import { NETWORK_ADAPTERS } from "../../network-adapters/index.ts";
import type { NetworkAdapter } from "../../sdk/adapter-kit.ts";
import { MediationError } from "../../sdk/index.ts";
import { AdapterPathSchema, importAdapter } from "./adapter-module.ts";
import { part, partsOf, type Part } from "./input-part.ts";
import {
  listProblems,
  placeFindings,
  type Finding,
  type ScenarioSource,
} from "./scenario-problem.ts";

/** A scenario's own adapters, and where they come from. */
export interface ImportedAdapters {
  readonly adapters: readonly NetworkAdapter[];
  /** Absolute paths of their modules. */
  readonly files: readonly string[];
}

/**
 * Runs the modules that a scenario lists under `adapters`. It reads the raw input, so that options of these
 * adapters can be checked along with everything else; what is no path there is left to the schema.
 *
 * @throws MediationError ERR_ADAPTER_MODULE_INVALID
 */
export async function importAdapters(
  { path, value, locate }: ScenarioSource,
  folder: string,
): Promise<ImportedAdapters> {
  const listed = partsOf(part({ path: [], value }, "adapters")).filter(isModulePath);
  const files = listed.map((module) => resolve(folder, module.value));
  const modules = await Promise.all(listed.map((module) => importAdapter(module.value, folder)));
  const takenBy = new Map(NETWORK_ADAPTERS.map(({ id }) => [id, "one that ships with Fledgling"]));
  const findings: Finding[] = [];
  const adapters: NetworkAdapter[] = [];
  for (const [index, module] of modules.entries()) {
    const { path: place, value: name } = listed[index] as ModulePath;
    const why = module.kind === "unusable" ? module.why : findTakenId(module.adapter, takenBy);
    if (why !== undefined) {
      findings.push({ path: place, at: "value", message: `"${name}" ${why}` });
    } else if (module.kind === "adapter") {
      takenBy.set(module.adapter.id, `the one of "${name}"`);
      adapters.push(module.adapter);
    }
  }
  if (findings.length === 0) return { adapters, files };
  const problems = placeFindings(findings, locate);
  throw new MediationError("ERR_ADAPTER_MODULE_INVALID", listProblems(path, problems), {
    hint: "Paths start at the folder of the scenario; docs/how-to/add-a-network-adapter.md shows such a module.",
    details: { problems, files },
  });
}

interface ModulePath extends Part {
  readonly value: string;
}

function isModulePath(listed: Part): listed is ModulePath {
  return AdapterPathSchema.safeParse(listed.value).success;
}

function findTakenId(
  { id }: NetworkAdapter,
  takenBy: ReadonlyMap<string, string>,
): string | undefined {
  const other = takenBy.get(id);
  if (other === undefined) return undefined;
  return `exports an adapter called "${id}", as ${other} is: give it an id of its own`;
}

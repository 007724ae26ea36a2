import { readFile } from "node:fs/promises";
import { basename, dirname, extname, resolve } from "node:path";
import { MediationError } from "../sdk/index.ts";
import { checkScenario } from "./scenario/check-scenario.ts";
import { findScenarioFile, type ScenarioFile } from "./scenario/find-scenario-file.ts";
import {
  collectHostedContent,
  collectScriptOffers,
  type HostedContent,
} from "./scenario/hosted-content.ts";
import { importScenario } from "./scenario/import-scenario.ts";
import { readDocument } from "./scenario/read-document.ts";
import { readScripts } from "./scenario/read-scripts.ts";
import type { Locate, ScenarioSource } from "./scenario/scenario-problem.ts";
import { whyUnreadable } from "./scenario/why-unreadable.ts";
import type { Scenario, ScenarioInput } from "./scenario-schema.ts";

/** A scenario with everything it needs from the file system: running it reads nothing more. */
export interface LoadedScenario {
  readonly name: string;
  readonly scenario: Scenario;
  /** The file as it was asked for; what messages name. */
  readonly path: string;
  /** Absolute; the paths of scripts start here. */
  readonly folder: string;
  /** What each host serves, with the text of every script. */
  readonly hosts: Readonly<Record<string, HostedContent>>;
  /** Where in the file something stands; a program has no such places. */
  readonly locate: Locate;
  /** Absolute paths of the scenario and of every script it names. */
  readonly files: readonly string[];
}

/**
 * Reads a scenario – YAML, JSON, or a program whose default export `defineScenario` made – and the scripts it
 * names. A folder stands for the `scenario.yaml` in it.
 *
 * @throws MediationError ERR_SCENARIO_INVALID, ERR_SCENARIO_UNREADABLE
 */
export async function loadScenario(
  path: string,
  { cwd = process.cwd() }: { readonly cwd?: string } = {},
): Promise<LoadedScenario> {
  const file = await findScenarioFile(path, cwd);
  const source = file.isModule ? await readModule(file) : await readText(file);
  const loaded = await prepare(source, dirname(file.absolutePath));
  const name = loaded.scenario.name ?? nameOf(file.absolutePath);
  return { ...loaded, name, files: [file.absolutePath, ...loaded.files] };
}

/**
 * Does for a scenario in memory what `loadScenario` does for one in a file.
 *
 * @throws MediationError ERR_SCENARIO_INVALID, ERR_SCENARIO_UNREADABLE
 */
export async function prepareScenario(
  scenario: ScenarioInput,
  { folder = process.cwd() }: { readonly folder?: string } = {},
): Promise<LoadedScenario> {
  const path = scenario.name ?? "scenario";
  const source = { path, value: scenario, locate: () => undefined, problems: [] };
  return await prepare(source, resolve(folder));
}

async function prepare(source: ScenarioSource, folder: string): Promise<LoadedScenario> {
  const scenario = checkScenario(source);
  const { path, locate } = source;
  const offers = collectScriptOffers(scenario);
  const scripts = await readScripts(offers, { path, folder, locate });
  const hosts = collectHostedContent(scenario, scripts);
  const files = scripts.flatMap(({ script }) => script.file ?? []);
  const absoluteFiles = [...new Set(files.map((file) => resolve(folder, file)))];
  const named = { name: scenario.name ?? path, path, folder, locate };
  return { ...named, scenario, hosts, files: absoluteFiles };
}

async function readText({ path, absolutePath }: ScenarioFile): Promise<ScenarioSource> {
  const text = await readFile(absolutePath, "utf8").catch((error: unknown) => {
    const message = `Cannot read scenario "${path}": ${whyUnreadable(error)}.`;
    throw new MediationError("ERR_SCENARIO_UNREADABLE", message, { cause: error });
  });
  return readDocument(text, path);
}

async function readModule(file: ScenarioFile): Promise<ScenarioSource> {
  const value = await importScenario(file);
  return { path: file.path, value, locate: () => undefined, problems: [] };
}

/** `scenario.yaml` says nothing, so there the folder gives the name. */
function nameOf(absolutePath: string): string {
  const stem = basename(absolutePath, extname(absolutePath));
  return stem === "scenario" ? basename(dirname(absolutePath)) : stem;
}

import { readFile } from "node:fs/promises";
import { basename, dirname, extname, resolve } from "node:path";
import { MediationError, type JsonObject } from "../sdk/index.ts";
import type { NetworkAdapter } from "../sdk/adapter-kit.ts";
import { checkScenario, refuseNewerVersion } from "./scenario/check-scenario.ts";
import { findScenarioFile, type ScenarioFile } from "./scenario/find-scenario-file.ts";
import {
  collectHostedContent,
  collectScriptOffers,
  type HostedContent,
} from "./scenario/hosted-content.ts";
import { hashModules } from "./scenario/hash-modules.ts";
import { importAdapters } from "./scenario/import-adapters.ts";
import { importScenario } from "./scenario/import-scenario.ts";
import { readDocument } from "./scenario/read-document.ts";
import { readScripts } from "./scenario/read-scripts.ts";
import { recordScenario } from "./scenario/record-scenario.ts";
import type { Locate, ScenarioSource } from "./scenario/scenario-problem.ts";
import { whyUnreadable } from "./scenario/why-unreadable.ts";
import type { Scenario, ScenarioInput } from "./scenario-schema.ts";

/** A scenario with everything it needs from the file system: running it reads nothing more. */
export interface LoadedScenario {
  readonly name: string;
  readonly scenario: Scenario;
  /** The scenario as its traces keep it: whole, and without a file that it needs. */
  readonly record: JsonObject;
  /** The file as it was asked for; what messages name. */
  readonly path: string;
  /** Absolute; the paths of scripts start here. */
  readonly folder: string;
  /** What each host serves, with the text of every script. */
  readonly hosts: Readonly<Record<string, HostedContent>>;
  /** The scenario's own, on top of those that ship with Fledgling. */
  readonly adapters: readonly NetworkAdapter[];
  /** What tells the texts of their modules apart, by path as the scenario has it. */
  readonly moduleHashes: Readonly<Record<string, string>>;
  /** Where in the file something stands; a program has no such places. */
  readonly locate: Locate;
  /** Absolute paths of the scenario and of every script and module it names. */
  readonly files: readonly string[];
}

/**
 * Reads a scenario – YAML, JSON, or a program whose default export `defineScenario` made – and the scripts and
 * modules it names. A folder stands for the `scenario.yaml` in it.
 *
 * @throws MediationError ERR_ADAPTER_MODULE_INVALID, ERR_SCENARIO_INVALID, ERR_SCENARIO_UNREADABLE
 */
export async function loadScenario(
  path: string,
  { cwd = process.cwd() }: { readonly cwd?: string } = {},
): Promise<LoadedScenario> {
  const file = await findScenarioFile(path, cwd);
  const source = file.isModule ? await readModule(file) : await readText(file);
  const loaded = await prepareSource(source, dirname(file.absolutePath));
  const name = loaded.scenario.name ?? nameOf(file.absolutePath);
  return { ...loaded, name, files: [file.absolutePath, ...loaded.files] };
}

/**
 * Does for a scenario in memory what `loadScenario` does for one in a file.
 *
 * @throws MediationError ERR_ADAPTER_MODULE_INVALID, ERR_SCENARIO_INVALID, ERR_SCENARIO_UNREADABLE
 */
export async function prepareScenario(
  scenario: ScenarioInput,
  { folder = process.cwd(), adapters = [] }: PrepareOptions = {},
): Promise<LoadedScenario> {
  const path = scenario.name ?? "scenario";
  const source = { path, value: scenario, locate: () => undefined, problems: [] };
  return await prepareSource(source, resolve(folder), adapters);
}

export interface PrepareOptions {
  /** Paths of scripts and modules start here. */
  readonly folder?: string;
  /** On top of those that ship with Fledgling and those that the scenario lists. */
  readonly adapters?: readonly NetworkAdapter[];
}

/** The same for a scenario of which messages speak by a name of their own. */
export async function prepareSource(
  source: ScenarioSource,
  folder: string,
  given: readonly NetworkAdapter[] = [],
): Promise<LoadedScenario> {
  refuseNewerVersion(source);
  const imported = await importAdapters(source, folder);
  const adapters = [...given, ...imported.adapters];
  const scenario = checkScenario(source, adapters);
  const { path, locate } = source;
  const offers = collectScriptOffers(scenario);
  const scripts = await readScripts(offers, { path, folder, locate });
  const hosts = collectHostedContent(scenario, scripts);
  const scriptFiles = scripts.flatMap((script) => script.files);
  const absoluteFiles = [...new Set([...scriptFiles, ...imported.files])];
  const named = { name: scenario.name ?? path, path, folder, locate };
  const record = recordScenario(source.value, { steps: scenario.steps, scripts });
  const moduleHashes = await hashModules(scenario.adapters, folder);
  return { ...named, scenario, record, hosts, adapters, moduleHashes, files: absoluteFiles };
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

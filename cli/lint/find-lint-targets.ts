import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import type { LintProfile } from "../../decision-logic/index.ts";
import { DECISION_FUNCTIONS, MediationError } from "../../sdk/index.ts";
import { loadScenario } from "../../simulator/index.ts";
import type { CliIo } from "../cli-io.ts";
import { reasonOf } from "../file-error.ts";
import type { LintTarget } from "./lint-target.ts";
import { nameFile } from "./name-file.ts";
import { scenarioTargets } from "./scenario-targets.ts";

const scenarioExtensions: ReadonlySet<string> = new Set([".yaml", ".yml", ".json"]);

/** How scripts are looked for. */
interface Search {
  readonly io: CliIo;
  /** Instead of that of scenarios. */
  readonly profile: LintProfile | undefined;
}

/**
 * The scripts that paths stand for: files, scenarios, folders with either, and `-` for what is piped in. A script
 * that a scenario names is not linted a second time without one.
 *
 * @throws MediationError ERR_CLI_UNREADABLE, ERR_SCENARIO_INVALID, ERR_SCENARIO_UNREADABLE
 */
export async function findLintTargets(
  paths: readonly string[],
  search: Search,
): Promise<readonly LintTarget[]> {
  const found = await Promise.all(paths.map((path) => findTargets(path, search)));
  return mergeByFile(found.flat());
}

async function findTargets(path: string, search: Search): Promise<readonly LintTarget[]> {
  const { io, profile } = search;
  if (path === "-") {
    const source = (await io.readStdin?.()) ?? "";
    const piped = { name: "standard input", file: undefined, isFile: false, isFound: false };
    return [{ ...piped, source, surroundings: [{ profile }] }];
  }
  const absolute = resolve(io.cwd, path);
  const stats = await stat(absolute).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (stats.isDirectory()) return await findInFolder(absolute, search);
  return isScenario(path)
    ? await readScenario(absolute, search)
    : [await readScript(absolute, search)];
}

function isScenario(path: string): boolean {
  const extension = extname(path).toLowerCase();
  return scenarioExtensions.has(extension) || basename(path, extension) === "scenario";
}

const declaresDecision = new RegExp(
  String.raw`\b(?:function|const)\s+(?:${DECISION_FUNCTIONS.map(({ functionName }) => functionName).join("|")})\b`,
);

/** A program around the scripts is not for a device, whatever its functions are called. */
function isProgram({ name, source, surroundings }: LintTarget): boolean {
  if (!surroundings.some(({ isBundled }) => isBundled)) return false;
  return /\.(?:d|script-test)\.[cm]?ts$/.test(name) || !declaresDecision.test(source);
}

/** Scenarios in a folder go by their usual name: other YAML may be anything. */
async function findInFolder(folder: string, search: Search): Promise<readonly LintTarget[]> {
  const files = await listFiles(folder);
  const scenarios = files.filter((file) => /^scenario\.(?:ya?ml|json)$/.test(basename(file)));
  const scripts = files.filter((file) => /\.(?:js|mjs|[cm]?ts)$/.test(file) && !isScenario(file));
  const named = await Promise.all(scenarios.map((file) => readScenario(file, search)));
  const found = await Promise.all(scripts.map((file) => readScript(file, search)));
  const own = found.filter((target) => !isProgram(target));
  return [...named.flat(), ...own.map((target) => ({ ...target, isFound: true }))];
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return await listFiles(path);
      return entry.isFile() ? [path] : [];
    });
  return (await Promise.all(nested)).flat();
}

async function readScenario(file: string, { io, profile }: Search): Promise<readonly LintTarget[]> {
  const loaded = await loadScenario(nameFile(file, io.cwd), { cwd: io.cwd });
  return await scenarioTargets(loaded, { cwd: io.cwd, profile });
}

async function readScript(file: string, { io, profile }: Search): Promise<LintTarget> {
  const name = nameFile(file, io.cwd);
  const source = await readFile(file, "utf8").catch((error: unknown) => {
    throw unreadable(name, error);
  });
  // These have to be made into something else before any device gets them.
  const isBundled = /\.(?:[cm]?ts|mjs)$/.test(name);
  const surroundings = [{ profile, isBundled }];
  return { name, file, isFile: true, isFound: false, source, surroundings };
}

/** What scenarios say of a script outweighs what is known without one. */
function mergeByFile(targets: readonly LintTarget[]): readonly LintTarget[] {
  const groups = Map.groupBy(targets, ({ name, source }) => JSON.stringify([name, source]));
  return Array.from(groups.values(), (group) => {
    const [first = fail()] = group;
    const inScenarios = group.filter(({ surroundings: [one] }) => one?.signals !== undefined);
    const from = inScenarios.length > 0 ? inScenarios : [first];
    return { ...first, surroundings: from.flatMap(({ surroundings }) => surroundings) };
  });
}

function fail(): never {
  throw new Error("A group has at least one member.");
}

function unreadable(path: string, error: unknown): MediationError {
  return new MediationError("ERR_CLI_UNREADABLE", `Cannot read "${path}": ${reasonOf(error)}.`, {
    hint: "Name scripts, a scenario, or a folder that holds either.",
    cause: error,
  });
}

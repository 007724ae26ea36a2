import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { LintProfile, LintSurroundings } from "../../decision-logic/index.ts";
import { resolveProfile } from "../../sdk/index.ts";
import type { LoadedScenario, Scenario } from "../../simulator/index.ts";
import { collectSignals } from "./collect-signals.ts";
import { findInline } from "./find-inline.ts";
import type { LintTarget } from "./lint-target.ts";
import { nameFile } from "./name-file.ts";

type Role = "buyers" | "sellers";
type Party = Scenario[Role][string];
type ScriptSource = Party["scripts"][string];

/** One place of a scenario at which a script stands. */
interface ScriptPlace {
  readonly role: Role;
  readonly host: string;
  readonly keys: readonly string[];
  readonly source: ScriptSource;
}

/** What the device calls in the script at each key; in others it depends on who fetches them. */
const FUNCTIONS: Readonly<
  Record<string, { readonly always: readonly string[]; readonly whenReporting: readonly string[] }>
> = {
  "sellers.decisionLogic": { always: ["scoreAd"], whenReporting: ["reportResult"] },
  "sellers.selectionLogic": { always: ["selectOutcome"], whenReporting: [] },
  "buyers.biddingLogic": { always: ["generateBid"], whenReporting: ["reportWin"] },
  "buyers.decisionLogic": { always: [], whenReporting: ["reportWin"] },
};

const reportingVerbs: ReadonlySet<string> = new Set(["impression", "reportImpression", "show"]);

/** Every script that a scenario names, with what the scenario knows of it. */
export async function scenarioTargets(
  loaded: LoadedScenario,
  { cwd, profile }: { readonly cwd: string; readonly profile: LintProfile | undefined },
): Promise<readonly LintTarget[]> {
  const { scenario, folder } = loaded;
  const places = [...placesOf("sellers", scenario.sellers), ...placesOf("buyers", scenario.buyers)];
  const groups = Map.groupBy(places, ({ source, ...place }) =>
    typeof source === "string" ? resolve(folder, source) : JSON.stringify(place),
  );
  const common = {
    profile: profile ?? resolveProfile(scenario.profile),
    signals: collectSignals(scenario),
    maxOutcomes: maxOutcomesIn(scenario),
    isBundled: true,
  };
  return await Promise.all(
    Array.from(groups.values(), async (group): Promise<LintTarget> => {
      const [place = fail()] = group;
      const script = await readPlace(place, { loaded, cwd });
      return {
        ...script,
        isFound: false,
        surroundings: [{ ...common, ...whatIsKnown(group, scenario) }],
      };
    }),
  );
}

type ScriptText = Pick<LintTarget, "file" | "isFile" | "name" | "source" | "within">;

/** As its author wrote it: what a module is bundled to would be reported in lines that nobody has seen. */
async function readPlace(
  place: ScriptPlace,
  { loaded, cwd }: { readonly loaded: LoadedScenario; readonly cwd: string },
): Promise<ScriptText> {
  if (typeof place.source !== "string") return await readInline(place, { loaded, cwd });
  const file = resolve(loaded.folder, place.source);
  return { name: nameFile(file, cwd), file, isFile: true, source: await readFile(file, "utf8") };
}

async function readInline(
  { source, role, host, keys }: ScriptPlace,
  { loaded: { path, locate }, cwd }: { readonly loaded: LoadedScenario; readonly cwd: string },
): Promise<ScriptText> {
  const script = typeof source === "string" ? source : source.inline;
  const file = resolve(cwd, path);
  const near = locate([role, host, ...keys, "inline"], "value");
  const text = near === undefined ? "" : await readFile(file, "utf8");
  const offset = near && findInline(text, { script, near });
  if (offset !== undefined) {
    return {
      name: nameFile(file, cwd),
      file,
      isFile: false,
      source: script,
      within: { text, offset },
    };
  }
  const name = `${nameFile(file, cwd)} ${[role, host, ...keys].join(" > ")}`;
  return { name, file, isFile: false, source: script };
}

function placesOf(role: Role, parties: Scenario[Role]): readonly ScriptPlace[] {
  return Object.entries(parties).flatMap(([host, party]: readonly [string, Party]) => {
    const named = Object.entries(party).flatMap(([key, source]): readonly ScriptPlace[] => {
      const isScript = Object.hasOwn(FUNCTIONS, `${role}.${key}`) && source !== undefined;
      return isScript ? [{ role, host, keys: [key], source: source as ScriptSource }] : [];
    });
    const others = Object.entries(party.scripts).map(([urlPath, source]) => ({
      role,
      host,
      keys: ["scripts", urlPath],
      source,
    }));
    return [...named, ...others];
  });
}

function whatIsKnown(
  places: readonly ScriptPlace[],
  { steps }: Scenario,
): Pick<LintSurroundings, "functions" | "hosts"> {
  const isReporting = steps.some(({ verb }) => reportingVerbs.has(verb));
  const functions = places.flatMap(({ role, keys: [key] }) => {
    const { always = [], whenReporting = [] } = FUNCTIONS[`${role}.${key}`] ?? {};
    return isReporting ? [...always, ...whenReporting] : always;
  });
  const hosts = [...new Set(places.map(({ host }) => host))];
  return { hosts, ...(functions.length > 0 && { functions: [...new Set(functions)] }) };
}

/** The walk of a chain holds one outcome against a price; steps may ask with more, bids and adapters with any number. */
function maxOutcomesIn({ app, steps, adapters }: Scenario): number | undefined {
  const { flow, bidding } = app.mediation;
  const isAmongBids = flow !== "waterfall" && bidding.selection === "select-outcome";
  if (isAmongBids || adapters.length > 0) return undefined;
  const lists = steps.flatMap(({ verb, value }) =>
    verb === "selectAdsFromOutcomes" ? [value as { readonly of: readonly string[] }] : [],
  );
  return Math.max(1, ...lists.map(({ of }) => of.length));
}

function fail(): never {
  throw new Error("A group has at least one member.");
}

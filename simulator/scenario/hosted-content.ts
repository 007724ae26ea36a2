import type { JsonValue } from "../../sdk/index.ts";
import type { Scenario } from "../scenario-schema.ts";
import type { ScriptSource } from "./hosts-schema.ts";
import type { Finding, Path } from "./scenario-problem.ts";

/** What one host of a scenario serves. */
export interface HostedContent {
  readonly scripts: Readonly<Record<string, HostedScript>>;
  /** By path, then by key. */
  readonly signals: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;
  readonly reportPaths: readonly string[];
}

export interface HostedScript {
  readonly text: string;
  /** The file as the scenario names it; an inline script has none. */
  readonly file?: string;
}

/** A script that a scenario puts on a host, before its text is known. */
export interface ScriptOffer {
  readonly host: string;
  readonly urlPath: string;
  readonly source: ScriptSource;
  /** Where the scenario says so. */
  readonly path: Path;
}

/** Scripts that have a key of their own, and the path at which they are served. */
export const NAMED_SCRIPTS = {
  decisionLogic: "/decision-logic.js",
  selectionLogic: "/selection-logic.js",
  biddingLogic: "/bidding-logic.js",
} as const;

type Hosts = Pick<Scenario, "buyers" | "sellers">;

export function collectScriptOffers({ sellers, buyers }: Hosts): readonly ScriptOffer[] {
  return [...offersOf("sellers", sellers), ...offersOf("buyers", buyers)];
}

type Parties = Readonly<Record<string, Party>>;
type Party = { readonly scripts: Readonly<Record<string, ScriptSource>> } & {
  readonly [Name in keyof typeof NAMED_SCRIPTS]?: ScriptSource | undefined;
};

function offersOf(role: keyof Hosts, parties: Parties): ScriptOffer[] {
  return Object.entries(parties).flatMap(([host, party]) => [
    ...Object.entries(NAMED_SCRIPTS).flatMap(([key, urlPath]): ScriptOffer[] => {
      const source = party[key as keyof typeof NAMED_SCRIPTS];
      return source === undefined ? [] : [{ host, urlPath, source, path: [role, host, key] }];
    }),
    ...Object.entries(party.scripts).map(([urlPath, source]) => ({
      host,
      urlPath,
      source,
      path: [role, host, "scripts", urlPath],
    })),
  ]);
}

/** A host that is seller and buyer serves both sides' scripts and signals, so the two must not differ. */
export function findHostingProblems(scenario: Hosts & Pick<Scenario, "adServer">) {
  return [...findTakenAddresses(scenario), ...findTakenAdServer(scenario)];
}

/** The ad server answers for its whole host, so nobody's scripts would be found there. */
function findTakenAdServer(scenario: Hosts & Pick<Scenario, "adServer">): readonly Finding[] {
  const { host } = scenario.adServer;
  const role = (["sellers", "buyers"] as const).find((each) => Object.hasOwn(scenario[each], host));
  if (role === undefined) return [];
  const message = `${host} is one of the ${role} too, give the ad server a host of its own`;
  return [{ path: ["adServer", "host"], at: "value", message }];
}

function findTakenAddresses(hosts: Hosts): readonly Finding[] {
  const taken = new Map<string, ScriptOffer>();
  return collectScriptOffers(hosts).flatMap((offer): Finding[] => {
    const url = `https://${offer.host}${offer.urlPath}`;
    const earlier = taken.get(url);
    if (earlier === undefined) taken.set(url, offer);
    if (earlier === undefined || sameSource(earlier.source, offer.source)) return [];
    const message = `${url} already serves another script, of the ${String(earlier.path[0])}`;
    return [{ path: offer.path, at: "key", message }];
  });
}

function sameSource(one: ScriptSource, other: ScriptSource): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Puts together what each host serves, once the texts are read. */
export function collectHostedContent(
  { sellers, buyers }: Hosts,
  scripts: readonly { readonly offer: ScriptOffer; readonly script: HostedScript }[],
): Readonly<Record<string, HostedContent>> {
  const names = new Set([...Object.keys(sellers), ...Object.keys(buyers)]);
  return Object.fromEntries(
    Array.from(names, (host) => [
      host,
      {
        scripts: Object.fromEntries(
          scripts
            .filter(({ offer }) => offer.host === host)
            .map(({ offer, script }) => [offer.urlPath, script]),
        ),
        signals: {
          "/trusted-signals": {
            ...sellers[host]?.trustedScoringSignals,
            ...buyers[host]?.trustedBiddingSignals,
          },
        },
        reportPaths: [
          ...new Set([...(sellers[host]?.reportPaths ?? []), ...(buyers[host]?.reportPaths ?? [])]),
        ],
      },
    ]),
  );
}

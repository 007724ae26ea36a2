import type { ScenarioInput } from "../../simulator/index.ts";
import {
  prepareScenario,
  runScenario,
  type LoadedScenario,
  type SessionOptions,
  type ScenarioRun,
} from "../../simulator/index.ts";

type Mediation = NonNullable<ScenarioInput["app"]["mediation"]>;
type Chain = Extract<
  NonNullable<NonNullable<ScenarioInput["adServer"]>["slots"]>[string],
  { kind: "chain" }
>;

export interface WaterfallInput {
  /** What the first party's remarketing ad bids; undefined: its audience was never joined. */
  readonly bid?: number | undefined;
  readonly nodes?: Chain["nodes"];
  readonly networks?: ScenarioInput["networks"];
  /** On top of the first party; null: the SDK has no first party. */
  readonly mediation?: Omit<Mediation, "firstParty">;
  readonly firstParty?: Partial<NonNullable<Mediation["firstParty"]>> | null;
  readonly scenario?: Partial<ScenarioInput>;
}

/** What `scoreAd` and `reportResult` of every seller here say; a chained outcome has to reach `min_price`. */
export const sellerScript = `
function scoreAd(ad, bid, auction_config) {
  const { min_price = 0 } = auction_config.auction_signals;
  return { status: 0, score: bid >= min_price ? bid : 0 };
}
function reportResult(ad_selection_config, render_uri, bid) {
  const base = "https://" + ad_selection_config.seller + "/report";
  registerAdBeacon({ click: base + "/click" });
  const reporting_uri = base + "/win?bid=" + bid;
  return { status: 0, results: { signals_for_buyer: "{}", reporting_uri } };
}`;

/** A buyer that bids what its ad's metadata says. */
export const buyerScript = `
function generateBid(ad) {
  return { status: 0, ad, bid: ad.metadata.cpm };
}
function reportWin(ad_selection_signals, per_buyer_signals, signals_for_buyer, contextual_signals, reporting) {
  const reporting_uri = "https://shoes.example/report/win?audience=" + reporting.name;
  return { status: 0, results: { reporting_uri } };
}`;

/** A `selectOutcome` of the seller's own. */
const selectionScript = `
function selectOutcome(outcomes, selection_signals) {
  const [first] = outcomes;
  return { status: 0, result: first.bid >= selection_signals.bid_floor ? first : null };
}`;

export const firstPartyAd = "https://shoes.example/ads/trail";

/** A first party called `ssp`, and one slot called `level-end` whose chain has the given nodes. */
export function aWaterfall(input: WaterfallInput = {}): ScenarioInput {
  const { bid, nodes = [], networks = {}, mediation = {}, firstParty = {}, scenario = {} } = input;
  const adSelection = { seller: "ssp.example", customAudienceBuyers: ["shoes.example"] };
  return {
    version: 1,
    app: {
      appId: "com.example.game",
      mediation: {
        ...mediation,
        ...(firstParty !== null && {
          firstParty: { networkId: "ssp", adSelection, ...firstParty },
        }),
      },
    },
    slots: { "level-end": { format: "interstitial" } },
    device: bid === undefined ? {} : { customAudiences: [anAudience(bid)] },
    sellers: {
      "ssp.example": {
        decisionLogic: { inline: sellerScript },
        selectionLogic: { inline: selectionScript },
      },
    },
    buyers: {
      "shoes.example": {
        biddingLogic: { inline: buyerScript },
        decisionLogic: { inline: buyerScript },
      },
    },
    networks,
    adServer: { slots: { "level-end": { kind: "chain", nodes } } },
    ...scenario,
  };
}

export function anAudience(cpm: number) {
  return {
    buyer: "shoes.example",
    name: "runners",
    ads: [{ renderUri: firstPartyAd, metadata: { cpm } }],
  };
}

/** A network that always fills, at what its node is worth. */
export function filling(cpmUsd: number) {
  return { adapter: "fixed-price", options: { cpmUsd, latencyMs: 10 } };
}

/** A network that never has an ad. */
export const unfilling = {
  adapter: "fixed-price",
  options: { cpmUsd: 1, fillRate: 0, latencyMs: 10 },
};

export async function runInline(
  scenario: ScenarioInput,
  options?: SessionOptions,
): Promise<ScenarioRun> {
  return runScenario(await prepareScenario(scenario), options);
}

/** The same, with networks as somebody else's server may name them: nobody has checked adapter or options. */
export async function runUnchecked(
  scenario: ScenarioInput,
  networks: LoadedScenario["scenario"]["networks"],
): Promise<ScenarioRun> {
  const loaded = await prepareScenario(scenario);
  return runScenario({ ...loaded, scenario: { ...loaded.scenario, networks } });
}

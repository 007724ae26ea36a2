/** What the device keeps under an ad selection id (spec: on-device 2.7). Seller, config and score are not kept. */
export interface StoredOutcome {
  readonly adSelectionId: string;
  /** Package of the app that ran the ad selection; nobody else may use the id. */
  readonly owner: string;
  readonly createdAtMs: number;
  readonly renderUri: string;
  /** Exactly as the buyer bid it. */
  readonly bid: number;
  readonly buyer: string;
  readonly audienceName: string;
  readonly biddingLogicUri: string;
}

/** Name under which contextual winners are stored. */
export const contextualAudienceName = "CONTEXTUAL_CA";

export interface OutcomeStore {
  put(outcome: StoredOutcome): void;
  find(key: { readonly adSelectionId: string; readonly owner: string }): StoredOutcome | undefined;
  has(adSelectionId: string): boolean;
  /**
   * Keeps a buyer's script under its address. A later auction's script replaces it, also for the reports of
   * earlier ids (spec: on-device 2.7); undefined has the next report fetch it.
   */
  putBiddingScript(uri: string, source: string | undefined): void;
  biddingScript(uri: string): string | undefined;
}

export function createOutcomeStore(lifetime: {
  readonly lifetimeMs: number;
  readonly nowMs: () => number;
}): OutcomeStore {
  const outcomes = new Map<string, StoredOutcome>();
  const scripts = new Map<string, string | undefined>();
  const isAlive = ({ createdAtMs }: StoredOutcome): boolean =>
    createdAtMs + lifetime.lifetimeMs >= lifetime.nowMs();
  return {
    put: (outcome) => {
      outcomes.set(outcome.adSelectionId, outcome);
    },
    find: ({ adSelectionId, owner }) => {
      const found = outcomes.get(String(BigInt(adSelectionId)));
      return found?.owner === owner && isAlive(found) ? found : undefined;
    },
    has: (adSelectionId) => outcomes.has(adSelectionId),
    putBiddingScript: (uri, source) => {
      scripts.set(uri, source);
    },
    biddingScript: (uri) => scripts.get(uri),
  };
}

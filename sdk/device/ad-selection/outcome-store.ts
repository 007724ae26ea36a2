import type { JsonObject } from "../../foundation/json.ts";

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
  /** What `reportWin` and `reportResult` are told beside their other arguments; absent: nothing. */
  readonly buyerContextualSignals?: JsonObject;
  readonly sellerContextualSignals?: JsonObject;
  readonly adCounterKeys?: readonly number[];
  /** Where impressions are reported without any script, as a server's auction has it (spec: on-device 4.1). */
  readonly reportingUris?: {
    readonly seller?: string | undefined;
    readonly buyer?: string | undefined;
  };
  /** Whether a server ran the auction. */
  readonly isFromServer?: boolean;
  /** Whether the server's result is still to come. */
  readonly isPending?: boolean;
}

/** Name under which contextual winners are stored. */
export const contextualAudienceName = "CONTEXTUAL_CA";

/** A script as it bid: its name tells an override from what is served at the address. */
export interface StoredScript {
  readonly name: string;
  readonly source: string;
}

export interface OutcomeStore {
  put(outcome: StoredOutcome): void;
  find(key: { readonly adSelectionId: string; readonly owner: string }): StoredOutcome | undefined;
  has(adSelectionId: string): boolean;
  /**
   * Keeps a buyer's script under its address. A later auction's script replaces it, also for the reports of
   * earlier ids (spec: on-device 2.7); undefined has the next report fetch it.
   */
  putBiddingScript(uri: string, script: StoredScript | undefined): void;
  biddingScript(uri: string): StoredScript | undefined;
  /** Nobody else looks at an outcome's age (spec: on-device 2.7). Gives the ids of those that are gone. */
  deleteOlderThan(createdAtMs: number): readonly string[];
  /** Deletes scripts that no outcome names any more, and gives their addresses. */
  deleteUnusedScripts(): readonly string[];
}

export function createOutcomeStore(): OutcomeStore {
  const outcomes = new Map<string, StoredOutcome>();
  const scripts = new Map<string, StoredScript | undefined>();
  return {
    put: (outcome) => {
      outcomes.set(outcome.adSelectionId, outcome);
    },
    find: ({ adSelectionId, owner }) => {
      const found = outcomes.get(String(BigInt(adSelectionId)));
      return found?.owner === owner ? found : undefined;
    },
    has: (adSelectionId) => outcomes.has(adSelectionId),
    putBiddingScript: (uri, script) => {
      scripts.set(uri, script);
    },
    biddingScript: (uri) => scripts.get(uri),
    deleteOlderThan: (createdAtMs) => {
      const old = [...outcomes.values()].filter((outcome) => outcome.createdAtMs < createdAtMs);
      for (const { adSelectionId } of old) outcomes.delete(adSelectionId);
      return old.map(({ adSelectionId }) => adSelectionId);
    },
    deleteUnusedScripts: () => {
      const used = new Set([...outcomes.values()].map(({ biddingLogicUri }) => biddingLogicUri));
      const unused = [...scripts.keys()].filter((uri) => !used.has(uri));
      for (const uri of unused) scripts.delete(uri);
      return unused;
    },
  };
}

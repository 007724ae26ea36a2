import type { AdSelectionConfigInput, AdSelectionOutcome } from "../../sdk/index.ts";

/** The outcomes that steps have given names to, as an app keeps them between its calls. */
export interface OutcomeBook {
  /** Null: the call had no outcome. */
  keep(name: string, outcome: AdSelectionOutcome | null): void;
  find(name: string): AdSelectionOutcome | undefined;
  /** A decimal number stands for itself; a name for the id of its outcome, if it has one. */
  idOf(nameOrId: string): string | undefined;
  /** Remembers with which config an ad was selected: reporting has to name it again. */
  keepConfig(adSelectionId: string, config: AdSelectionConfigInput): void;
  configOf(adSelectionId: string): AdSelectionConfigInput | undefined;
}

export function createOutcomeBook(): OutcomeBook {
  const outcomes = new Map<string, AdSelectionOutcome | null>();
  const configs = new Map<string, AdSelectionConfigInput>();
  const find = (name: string) => outcomes.get(name) ?? undefined;
  return {
    keep(name, outcome) {
      outcomes.set(name, outcome);
    },
    find,
    idOf: (nameOrId) => (isAdSelectionId(nameOrId) ? nameOrId : find(nameOrId)?.adSelectionId),
    keepConfig(adSelectionId, config) {
      configs.set(adSelectionId, config);
    },
    configOf: (adSelectionId) => configs.get(adSelectionId),
  };
}

export function isAdSelectionId(text: string): boolean {
  return /^-?\d+$/.test(text);
}

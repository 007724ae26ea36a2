import type { Signals } from "../../model/signals.ts";
import { createOverrideTable, type OverrideTable } from "./override-table.ts";

/** Takes the place of a script: its text, and the version it says it has. */
export interface OverriddenScript {
  readonly source: string;
  readonly version?: number | undefined;
}

/** For one ad selection config: scoring and reporting (spec: on-device 8). */
export interface AdSelectionOverride {
  readonly decisionLogic: OverriddenScript;
  /** Absent: they are fetched. */
  readonly trustedScoringSignals: Signals | undefined;
  /** Scripts with the `reportWin` of contextual winners, by buyer. */
  readonly perBuyerDecisionLogic: Readonly<Record<string, string>>;
}

/** For one choice among outcomes. Android keeps selection signals, too, and never reads them. */
export interface FromOutcomesOverride {
  readonly selectionLogic: OverriddenScript;
}

/** For one custom audience of the app. */
export interface CustomAudienceOverride {
  readonly biddingLogic: OverriddenScript;
  /** Absent: they are fetched. */
  readonly trustedBiddingSignals: Signals | undefined;
}

export interface Overrides {
  readonly adSelections: OverrideTable<AdSelectionOverride>;
  readonly fromOutcomes: OverrideTable<FromOutcomesOverride>;
  readonly customAudiences: OverrideTable<CustomAudienceOverride>;
}

export function createOverrides(): Overrides {
  return {
    adSelections: createOverrideTable(),
    fromOutcomes: createOverrideTable(),
    customAudiences: createOverrideTable(),
  };
}

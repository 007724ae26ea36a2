import type {
  AdSelectionConfigInput,
  AdSelectionFromOutcomesConfigInput,
} from "../../sdk/index.ts";
import type { FromOutcomesConfig, SelectAdsConfig } from "../scenario/ad-selection-schema.ts";
import type { OutcomeBook } from "./outcome-book.ts";

/** The config as the device takes it, with outcomes where the scenario has their names. */
export function toConfig(config: SelectAdsConfig, outcomes: OutcomeBook): AdSelectionConfigInput {
  const { chainedAdSelections: names, ...rest } = config;
  return { ...rest, chainedAdSelections: names.flatMap((name) => outcomes.find(name) ?? []) };
}

/** Likewise, with ids where the scenario has names. */
export function toFromOutcomesConfig(
  { of, ...config }: FromOutcomesConfig,
  outcomes: OutcomeBook,
): AdSelectionFromOutcomesConfigInput {
  return { ...config, adSelectionIds: of.flatMap((name) => outcomes.idOf(name) ?? []) };
}

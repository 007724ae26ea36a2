import { parseOptions } from "../../foundation/parse-options.ts";
import {
  AdSelectionFromOutcomesConfigSchema,
  type AdSelectionFromOutcomesConfigInput,
  type AdSelectionOutcome,
} from "../../model/ad-selection.ts";
import { admitCaller } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import { excerptJson } from "../describe-value.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import { runStage } from "../stage.ts";
import { loadOutcomes } from "./load-outcomes.ts";
import type { OutcomeStore, StoredOutcome } from "./outcome-store.ts";
import { createRoster, type SelectionCall } from "./roster.ts";
import { runSelectOutcome, type Selected, type Selection } from "./run-select-outcome.ts";
import { tellSelectionStarted } from "./tell-started.ts";
import { validateOutcomesConfig } from "./validate-outcomes-config.ts";

/**
 * Lets `selectOutcome` choose among stored outcomes: one of them, or nobody. Nothing new is stored
 * (spec: on-device 3).
 */
export async function selectAdsFromOutcomes(
  device: DeviceCall,
  store: OutcomeStore,
  input: AdSelectionFromOutcomesConfigInput,
): Promise<AdSelectionOutcome | null> {
  const config = parseOptions(AdSelectionFromOutcomesConfigSchema, input, device.api);
  if (!admitCaller(device, config.seller)) return null;
  tellSelectionStarted(device, config);
  validateOutcomesConfig(device, config);
  const outcomes = loadOutcomes(device, store, config.adSelectionIds);
  const call: SelectionCall = { ...device, roster: createRoster() };
  for (const outcome of outcomes) enterOutcome(call, outcome);
  try {
    const selected = await selectInTime(call, { config, outcomes });
    settleRoster(call, selected);
    return selected.chosen && tellChosen(call, selected.chosen);
  } catch (error) {
    if (error instanceof ServiceFailure) call.roster.loseAll(error);
    throw error;
  }
}

function enterOutcome({ roster, emit, labels }: SelectionCall, outcome: StoredOutcome): void {
  const { adSelectionId, renderUri, bid } = outcome;
  const facts = { adSelectionId, renderUri, bid };
  roster.enter(outcome, ({ rule, detail }) =>
    emit({
      type: "outcome.rejected",
      ...labels,
      ...facts,
      rule,
      detail: `bid ${bid}; ${detail}`,
    }),
  );
}

async function selectInTime(call: SelectionCall, selection: Selection): Promise<Selected> {
  const { environment, settings } = call;
  const overallMs = settings.adSelectionFromOutcomesTimeoutMs;
  const overall = await runStage(environment.clock, { timeoutMs: overallMs }, async (outer) => {
    const timeoutMs = settings.selectingOutcomeTimeoutMs;
    const selected = await runStage(environment.clock, { timeoutMs, outer }, (stage) =>
      runSelectOutcome(call, selection, stage),
    );
    if (selected.kind === "finished") return selected.value;
    throw timedOut("Outcome selection exceeded allowed time limit", selected.detail);
  });
  if (overall.kind === "finished") return overall.value;
  throw timedOut("Ad selection exceeded allowed time limit", overall.detail);
}

function settleRoster(call: SelectionCall, { chosen, signals, script }: Selected): void {
  if (chosen !== null) call.roster.leave(chosen);
  const who = chosen === null ? "nobody" : `${chosen.adSelectionId} with bid ${chosen.bid}`;
  const given = `given selection_signals ${excerptJson(signals)}`;
  call.roster.loseAll({
    rule: chosen === null ? "selection-chose-nobody" : "selection-chose-other",
    detail: `selectOutcome of ${script} chose ${who}, ${given}`,
  });
}

function tellChosen({ emit, labels }: DeviceCall, chosen: StoredOutcome): AdSelectionOutcome {
  const { adSelectionId, renderUri, bid, buyer } = chosen;
  const won = { adSelectionId, renderUri, bid, buyer };
  emit({ type: "ad-selection.finished", ...labels, ...won, reused: true });
  return { adSelectionId, renderUri };
}

function timedOut(message: string, waited: string): ServiceFailure {
  const detail = `the selection over outcomes ${waited}`;
  const { timeout } = SERVICE_STATUS;
  return new ServiceFailure({ status: timeout, message, rule: "selection-timed-out", detail });
}

import { parseOptions } from "../../foundation/parse-options.ts";
import {
  AdSelectionFromOutcomesConfigSchema,
  type AdSelectionFromOutcomesConfig,
  type AdSelectionFromOutcomesConfigInput,
  type AdSelectionOutcome,
} from "../../model/ad-selection.ts";
import { admitCaller } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import { excerptJson } from "../describe-value.ts";
import { argumentRefused, SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import { runStage } from "../stage.ts";
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
  const outcomes = loadOwn(device, store, config.adSelectionIds);
  const call: SelectionCall = { ...device, roster: createRoster() };
  for (const outcome of outcomes) enterOutcome(call, outcome);
  try {
    const selected = await selectInTime(call, { config, outcomes });
    settleRoster(call, config, selected);
    return selected.chosen && tellChosen(call, selected.chosen);
  } catch (error) {
    if (error instanceof ServiceFailure) call.roster.loseAll(error);
    throw error;
  }
}

/** The named outcomes, each once and in ascending order of id: what Android's query gives (spec: on-device 3.3). */
function loadOwn(
  call: DeviceCall,
  store: OutcomeStore,
  ids: readonly string[],
): readonly StoredOutcome[] {
  const ascending = [...new Set(ids.map(BigInt))].toSorted((a, b) => Number(a > b) - Number(a < b));
  const found = ascending.map((id) => {
    const adSelectionId = String(id);
    return { adSelectionId, outcome: store.find({ adSelectionId, owner: call.appId }) };
  });
  const unknown = found.filter(({ outcome }) => outcome === undefined);
  if (unknown.length > 0) {
    const list = unknown.map(({ adSelectionId }) => adSelectionId).join(", ");
    throw argumentRefused(
      `Ad selection ids: [${list}] don't exists or owned by the calling package`,
    );
  }
  return found.flatMap(({ outcome }) => outcome ?? []);
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

function settleRoster(
  call: SelectionCall,
  config: AdSelectionFromOutcomesConfig,
  selected: Selected,
): void {
  const { chosen, signals } = selected;
  if (chosen !== null) call.roster.leave(chosen);
  const who = chosen === null ? "nobody" : `${chosen.adSelectionId} with bid ${chosen.bid}`;
  const given = `given selection_signals ${excerptJson(signals)}`;
  call.roster.loseAll({
    rule: chosen === null ? "selection-chose-nobody" : "selection-chose-other",
    detail: `selectOutcome of ${config.selectionLogicUri} chose ${who}, ${given}`,
  });
}

function tellChosen({ emit, labels }: DeviceCall, chosen: StoredOutcome): AdSelectionOutcome {
  const { adSelectionId, renderUri, bid } = chosen;
  emit({ type: "ad-selection.finished", ...labels, adSelectionId, renderUri, bid, reused: true });
  return { adSelectionId, renderUri };
}

function timedOut(message: string, waited: string): ServiceFailure {
  const detail = `the selection over outcomes ${waited}`;
  const { timeout } = SERVICE_STATUS;
  return new ServiceFailure({ status: timeout, message, rule: "selection-timed-out", detail });
}

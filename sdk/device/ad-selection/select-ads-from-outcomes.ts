import { runWithin, type Deadline } from "../../foundation/deadline.ts";
import type { JsonValue } from "../../foundation/json.ts";
import type {
  AdSelectionFromOutcomesConfig,
  AdSelectionOutcome,
} from "../../model/ad-selection.ts";
import { hostOf, isHttps } from "../ad-tech-uri.ts";
import { readSelectedId } from "../decision-contracts.ts";
import type { DeviceCall } from "../device-call.ts";
import { LenientJsonError, parseSignals } from "../lenient-json.ts";
import { findLogic, isPrebuiltUri } from "../logic-source.ts";
import { describeScriptFailure, runLogic } from "../run-logic.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import type { OutcomeStore, StoredOutcome } from "./outcome-store.ts";
import { argumentRefused } from "./validate-config.ts";

/**
 * Lets `selectOutcome` choose among stored outcomes: one of them, or nobody. Nothing new is stored
 * (spec: on-device 3).
 */
export async function selectAdsFromOutcomes(
  call: DeviceCall,
  store: OutcomeStore,
  config: AdSelectionFromOutcomesConfig,
): Promise<AdSelectionOutcome | null> {
  validate(call, config);
  const outcomes = loadOwn(call, store, config.adSelectionIds);
  const { clock } = call.environment;
  const { adSelectionFromOutcomesTimeoutMs, selectingOutcomeTimeoutMs } = call.settings;
  const overall = { timeoutMs: adSelectionFromOutcomesTimeoutMs };
  const selected = await runWithin(clock, overall, async (outer) => {
    const selecting = { timeoutMs: selectingOutcomeTimeoutMs, outer };
    const chosen = await runWithin(clock, selecting, (deadline) =>
      runSelectOutcome(call, { config, outcomes }, deadline),
    );
    if (chosen.kind === "finished") return chosen.value;
    throw timedOut("Outcome selection exceeded allowed time limit", chosen.timeoutMs);
  });
  if (selected.kind === "timed-out") {
    throw timedOut("Ad selection exceeded allowed time limit", selected.timeoutMs);
  }
  tellOutcome(call, outcomes, selected.value);
  return selected.value && toOutcome(selected.value);
}

function validate(call: DeviceCall, config: AdSelectionFromOutcomesConfig): void {
  const { adSelectionIds, selectionLogicUri: uri, seller } = config;
  const violations: string[] = [];
  if (adSelectionIds.length === 0) {
    violations.push("AdSelectionOutcomes cannot be null or empty");
  }
  if (isPrebuiltUri(uri)) {
    if (!call.settings.prebuiltUrisEnabled) violations.push("Prebuilt Uri feature is disabled!");
  } else {
    violations.push(...describeSelectionLogicUri(uri, seller));
  }
  if (violations.length > 0) {
    throw argumentRefused(
      `Invalid object of type AdSelectionFromOutcomesConfig. The violations are: [${violations.join(", ")}]`,
    );
  }
}

/** Unlike the decision logic of an auction, a subdomain of the seller will not do (spec: on-device 3.2). */
function describeSelectionLogicUri(uri: string, seller: string): string[] {
  if (uri === "") return ["SelectionLogicUri cannot be null or empty"];
  if (!isHttps(uri)) return ["The SelectionLogicUri is not secured by https"];
  const host = hostOf(uri);
  if (host === undefined) {
    return ["The AdSelectionFromOutcomesConfig selectionLogicUri should have a valid host."];
  }
  if (host === seller.toLowerCase()) return [];
  return [
    `The seller hostname "${seller}" and the seller-provided hostname "${host}" are not consistent in AdSelectionFromOutcomesConfig selection Logic Uri.`,
  ];
}

/** The named outcomes, each once and in ascending order of id: what Android's query gives (spec: on-device 3.3). */
function loadOwn(
  call: DeviceCall,
  store: OutcomeStore,
  ids: readonly string[],
): readonly StoredOutcome[] {
  const canonical = [...new Set(ids.map((id) => BigInt(id)))].sort((a, b) => Number(a > b) - Number(a < b));
  const found = canonical.map((id) => {
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

interface Selection {
  readonly config: AdSelectionFromOutcomesConfig;
  readonly outcomes: readonly StoredOutcome[];
}

const MASKED =
  "Outcome selection Js execution returned either a failed status or more than one ad";

async function runSelectOutcome(
  call: DeviceCall,
  { config, outcomes }: Selection,
  deadline: Deadline,
): Promise<StoredOutcome | null> {
  const uri = config.selectionLogicUri;
  const found = await findLogic(call, { uri, purpose: "selection-logic" }, deadline);
  if (found.kind === "unavailable") throw selectionFailed(MASKED, found.detail);
  const inputs = outcomes.map(({ adSelectionId, bid }) => ({ id: adSelectionId, bid }));
  const calls = [[inputs, readSelectionSignals(config)]];
  const { logic } = found;
  const result = await runLogic(call, { logic, functionName: "selectOutcome", calls }, deadline);
  const failure = describeScriptFailure(logic, result);
  if (failure !== undefined) {
    throw selectionFailed(`Failure running JS in JavaScriptSandbox: ${failure}`, failure);
  }
  const values = result.outcome.kind === "returned" ? result.outcome.values : [];
  const read = readSelectedId(values[0]);
  if (read.kind === "refused") throw selectionFailed(MASKED, `${read.detail} (${uri})`);
  return read.value && findChosen(outcomes, read.value.id);
}

function readSelectionSignals({ selectionSignals }: AdSelectionFromOutcomesConfig) {
  try {
    return parseSignals(selectionSignals);
  } catch (error) {
    if (!(error instanceof LenientJsonError)) throw error;
    throw selectionFailed(error.message, `selectionSignals: ${error.message}`);
  }
}

/** An id that is no 64-bit integer is an illegal argument, one that is nobody's an internal error. */
function findChosen(
  outcomes: readonly StoredOutcome[],
  id: JsonValue | undefined,
): StoredOutcome {
  const text = typeof id === "string" || Number.isSafeInteger(id) ? String(id) : "";
  const isLong = /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
  if (!isLong) {
    throw argumentRefused(`selectOutcome returned id ${JSON.stringify(id)}, which is no 64-bit id`);
  }
  const chosen = outcomes.find(({ adSelectionId }) => adSelectionId === text);
  if (chosen !== undefined) return chosen;
  throw selectionFailed(
    "Outcome selection must return a valid ad selection id",
    `selectOutcome returned id ${text}, which is none of ${outcomes.map((each) => each.adSelectionId).join(", ")}`,
  );
}

function tellOutcome(
  { labels, emit }: DeviceCall,
  outcomes: readonly StoredOutcome[],
  chosen: StoredOutcome | null,
): void {
  for (const outcome of outcomes) {
    if (outcome === chosen) continue;
    const { adSelectionId, renderUri, bid } = outcome;
    const loss =
      chosen === null
        ? { rule: "selection-chose-nobody" as const, detail: `bid ${bid}; the script chose nobody` }
        : {
            rule: "selection-chose-other" as const,
            detail: `bid ${bid}; the script chose ${chosen.adSelectionId} with bid ${chosen.bid}`,
          };
    emit({ type: "outcome.rejected", ...labels, adSelectionId, renderUri, bid, ...loss });
  }
  if (chosen === null) return;
  const { adSelectionId, renderUri, bid } = chosen;
  emit({ type: "ad-selection.finished", ...labels, adSelectionId, renderUri, bid, reused: true });
}

function toOutcome({ adSelectionId, renderUri }: StoredOutcome): AdSelectionOutcome {
  return { adSelectionId, renderUri };
}

function selectionFailed(message: string, detail: string): ServiceFailure {
  const { internalError } = SERVICE_STATUS;
  return new ServiceFailure({ status: internalError, message, rule: "selection-failed", detail });
}

function timedOut(message: string, timeoutMs: number): ServiceFailure {
  const detail = `${message} (${timeoutMs} ms)`;
  const { timeout } = SERVICE_STATUS;
  return new ServiceFailure({ status: timeout, message, rule: "selection-timed-out", detail });
}

import type { JsonObject, JsonValue } from "../../foundation/json.ts";
import type { AdSelectionFromOutcomesConfig } from "../../model/ad-selection.ts";
import { readSelectedId } from "../decision-contracts.ts";
import { describeValue } from "../describe-value.ts";
import type { DeviceCall } from "../device-call.ts";
import { renderJavaDouble } from "../java-double.ts";
import { LenientJsonError } from "../lenient-json-reader.ts";
import { parseSignals } from "../lenient-json.ts";
import { findLogic } from "../logic-source.ts";
import { findFromOutcomesOverride } from "../overrides/find-override.ts";
import { runLogic } from "../run-logic.ts";
import { SERVICE_STATUS, ServiceFailure, type ServiceStatus } from "../service-failure.ts";
import type { Stage } from "../stage.ts";
import type { StoredOutcome } from "./outcome-store.ts";

export interface Selection {
  readonly config: AdSelectionFromOutcomesConfig;
  readonly outcomes: readonly StoredOutcome[];
}

/** What the script decided, and upon which signals: the ledger shows them. */
export interface Selected {
  readonly chosen: StoredOutcome | null;
  readonly signals: JsonObject;
  readonly script: string;
}

/** Android's one sentence for every result it cannot use, for scripts it cannot get, and for odd prebuilts. */
const masked = "Outcome selection Js execution returned either a failed status or more than one ad";

/** Fetches the selection script and lets it choose (spec: on-device 3.3, 3.4). */
export async function runSelectOutcome(
  call: DeviceCall,
  { config, outcomes }: Selection,
  stage: Stage,
): Promise<Selected> {
  const uri = config.selectionLogicUri;
  const override = findFromOutcomesOverride(call, config)?.selectionLogic;
  const found = await findLogic(call, { uri, purpose: "selection-logic", override }, stage);
  if (found.kind === "unavailable") throw selectionFailed(masked, found.detail);
  const { logic } = found;
  const signals = readSelectionSignals(call, config);
  const inputs = outcomes.map(({ adSelectionId, bid }) => ({ id: adSelectionId, bid }));
  const run = { logic, functionName: "selectOutcome", calls: [[inputs, signals]] };
  const result = await runLogic(call, run, stage);
  const { failure } = result;
  if (failure !== undefined) throw selectionFailed(failure.message, failure.detail);
  const values = result.outcome.kind === "returned" ? result.outcome.values : [];
  const read = readSelectedId(values[0]);
  if (read.kind === "refused") throw selectionFailed(masked, `${read.detail} (${logic.name})`);
  const chosen = read.value && findChosen(outcomes, read.value.id, logic.name);
  return { chosen, signals, script: logic.name };
}

/** Here, and only here, text that is no JSON is an internal error. */
function readSelectionSignals(
  { settings }: DeviceCall,
  { selectionSignals }: AdSelectionFromOutcomesConfig,
): JsonObject {
  try {
    return parseSignals(selectionSignals, settings);
  } catch (error) {
    if (!(error instanceof LenientJsonError)) throw error;
    throw selectionFailed(error.message, `selectionSignals is no JSON object: ${error.message}`);
  }
}

/** An id that is no 64-bit integer is an illegal argument, one that is nobody's an internal error. */
function findChosen(
  outcomes: readonly StoredOutcome[],
  id: JsonValue | undefined,
  script: string,
): StoredOutcome {
  const returned = `selectOutcome returned id ${describeValue(id)}`;
  const adSelectionId = toLong(id);
  if (adSelectionId === undefined) {
    const { invalidArgument } = SERVICE_STATUS;
    const message = `For input string: "${toJavaText(id)}"`;
    const detail = `${returned}, which is no 64-bit integer (${script})`;
    throw selectionFailed(message, detail, invalidArgument);
  }
  const chosen = outcomes.find((outcome) => outcome.adSelectionId === adSelectionId);
  if (chosen !== undefined) return chosen;
  throw selectionFailed(
    "Outcome selection must return a valid ad selection id",
    `${returned}, which is none of ${outcomes.map((each) => each.adSelectionId).join(", ")} (${script})`,
  );
}

/** The id as Java's `Long.parseLong` takes it, in canonical decimals. */
function toLong(id: JsonValue | undefined): string | undefined {
  const text = typeof id === "string" || typeof id === "number" ? String(id) : "";
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace("+", ""));
  return BigInt.asIntN(64, value) === value ? String(value) : undefined;
}

/** As `org.json` hands any value on as text, what is not there included. */
function toJavaText(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  return typeof value === "number" ? renderJavaDouble(value) : JSON.stringify(value);
}

function selectionFailed(
  message: string,
  detail: string,
  status: ServiceStatus = SERVICE_STATUS.internalError,
): ServiceFailure {
  return new ServiceFailure({ status, message, rule: "selection-failed", detail });
}

import type { JsonValue } from "../../foundation/json.ts";
import type { ReturnedValue, ScriptResult } from "../../foundation/script-sandbox.ts";
import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import { readSignals, type ConfigSignals } from "../ad-selection/config-signals.ts";
import type { OutcomeStore, StoredOutcome } from "../ad-selection/outcome-store.ts";
import { readReportResult, readReportWin, type Read, type Refused } from "../decision-contracts.ts";
import type { DeviceCall } from "../device-call.ts";
import { findLogic, type Logic } from "../logic-source.ts";
import { findAdSelectionOverride } from "../overrides/find-override.ts";
import type { OverriddenScript } from "../overrides/overrides.ts";
import { runLogic } from "../run-logic.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import type { Stage } from "../stage.ts";
import type { BeaconDestination, BeaconStore } from "./beacon-store.ts";

/** An impression while it is reported, with the config given now: the auction's is not kept. */
export interface Reporting {
  readonly outcome: StoredOutcome;
  readonly config: AdSelectionConfig;
  readonly signals: ConfigSignals;
  readonly stores: { readonly outcomes: OutcomeStore; readonly beacons: BeaconStore };
}

const noConfig =
  "no config was given (AdSelectionConfig.EMPTY), which is enough only where a server ran the auction: pass the config of this one";

/** The seller's script, fetched anew (spec: on-device 4.1). */
export async function runReportResult(call: DeviceCall, reporting: Reporting, stage: Stage) {
  const { outcome, config, signals } = reporting;
  const uri = config.decisionLogicUri;
  const override = findAdSelectionOverride(call, config)?.decisionLogic;
  const found = await findLogic(call, { uri, purpose: "decision-logic", override }, stage);
  if (found.kind === "unavailable") {
    const detail = uri === "" ? noConfig : found.detail;
    throw reportFailed("Error fetching outcome selection decision logic", detail);
  }
  const contextualSignals = outcome.sellerContextualSignals ?? {};
  const given = [signals.auctionConfig(), outcome.renderUri, outcome.bid, contextualSignals];
  const run = { logic: found.logic, functionName: "reportResult", given };
  const { result, value } = await runReportingScript(call, run, stage);
  const read = accept(call, readReportResult(value), { logic: found.logic, value });
  keepBeacons(call, reporting, { destination: "seller", adTech: config.seller, result });
  return read;
}

/** The winning buyer's script: the copy stored by the auction, else fetched. */
export async function runReportWin(
  call: DeviceCall,
  reporting: Reporting & { readonly signalsForBuyer: string },
  stage: Stage,
) {
  const { outcome, signals, signalsForBuyer } = reporting;
  const logic = await findBuyerLogic(call, reporting, stage);
  const given = [
    signals.adSelectionSignals(),
    signals.ofBuyer(outcome.buyer),
    readSignals(
      { name: "signals_for_buyer that reportResult returned", signals: signalsForBuyer },
      call.settings,
    ),
    outcome.buyerContextualSignals ?? {},
    { name: outcome.audienceName },
  ];
  const run = { logic, functionName: "reportWin", given };
  const { result, value } = await runReportingScript(call, run, stage);
  const read = accept(call, readReportWin(value), { logic, value });
  keepBeacons(call, reporting, { destination: "buyer", adTech: outcome.buyer, result });
  return read;
}

/** A contextual winner's script was never fetched before. */
async function findBuyerLogic(
  call: DeviceCall,
  { outcome, config, stores }: Reporting,
  stage: Stage,
): Promise<Logic> {
  const uri = outcome.biddingLogicUri;
  const stored = stores.outcomes.biddingScript(uri);
  if (stored !== undefined) return { ...stored, lastArguments: [] };
  const override = findBuyerOverride(call, config, outcome.buyer);
  const found = await findLogic(call, { uri, purpose: "bidding-logic", override }, stage);
  if (found.kind === "logic") return found.logic;
  const detail = uri === "" ? describeNoBuyerLogic(outcome) : found.detail;
  throw reportFailed(`Error while fetching buyer script from uri: ${uri}`, detail);
}

/** No auction stores such an outcome; a test may. */
function describeNoBuyerLogic({ adSelectionId }: StoredOutcome): string {
  return `ad selection ${adSelectionId} was stored without the address of its buyer's script: store it with biddingLogicUri`;
}

function findBuyerOverride(
  call: DeviceCall,
  config: AdSelectionConfig,
  buyer: string,
): OverriddenScript | undefined {
  const { perBuyerDecisionLogic = {} } = findAdSelectionOverride(call, config) ?? {};
  const entry = Object.entries(perBuyerDecisionLogic).find(([name]) => name === buyer);
  return entry && { source: entry[1] };
}

async function runReportingScript(
  call: DeviceCall,
  run: {
    readonly logic: Logic;
    readonly functionName: string;
    readonly given: readonly JsonValue[];
  },
  stage: Stage,
): Promise<{ readonly result: ScriptResult; readonly value: ReturnedValue | undefined }> {
  const { logic, functionName, given } = run;
  const globals = call.settings.registerAdBeaconEnabled ? (["registerAdBeacon"] as const) : [];
  const result = await runLogic(call, { logic, functionName, calls: [given], globals }, stage);
  const { failure } = result;
  if (failure !== undefined) throw reportFailed(failure.message, explain(call, failure.detail));
  const value = result.outcome.kind === "returned" ? result.outcome.values[0] : undefined;
  return { result, value };
}

/** Names the switch behind the commonest surprise of reporting scripts. */
function explain({ settings }: DeviceCall, detail: string): string {
  if (settings.registerAdBeaconEnabled || !detail.includes("registerAdBeacon")) return detail;
  return `${detail}; registerAdBeacon is not there because this profile has beacons off`;
}

function accept<T>(
  call: DeviceCall,
  read: Read<T>,
  { logic, value }: { readonly logic: Logic; readonly value: ReturnedValue | undefined },
): T {
  if (read.kind === "ok") return read.value;
  throw reportFailed(wordsOf(call, read, value), `${read.detail} (${logic.name})`);
}

/** Android has the same words for both functions. */
function wordsOf(
  { settings }: DeviceCall,
  { flaw }: Refused,
  value: ReturnedValue | undefined,
): string {
  if (flaw === "status") return "Report Result script failed!";
  const isNull = value?.kind === "value" && value.value === null;
  if (flaw === "shape" || !(isNull || value?.kind === "nothing")) {
    return "Result does not match expected structure!";
  }
  if (!settings.registerAdBeaconEnabled) return "Null string result returned by report script!";
  const type = isNull ? "null" : "undefined";
  return `Failure running JS in JavaScriptSandbox: Uncaught TypeError: Cannot read properties of ${type}`;
}

/** Committed as soon as a party's script is done: a seller's beacons outlive a buyer's failure. */
function keepBeacons(
  { labels, emit }: DeviceCall,
  { outcome, stores }: Reporting,
  registered: {
    readonly destination: BeaconDestination;
    readonly adTech: string;
    readonly result: ScriptResult;
  },
): void {
  const { destination, adTech, result } = registered;
  const owner = { adSelectionId: outcome.adSelectionId, destination };
  for (const { beacon, problem } of stores.beacons.register(owner, adTech, result.beacons)) {
    const { key, uri } = beacon;
    const facts = { ...labels, ...owner, key };
    if (problem === undefined) emit({ type: "beacon.registered", ...facts, uri });
    else emit({ type: "beacon.dropped", ...facts, detail: problem });
  }
}

export function reportFailed(message: string, detail: string): ServiceFailure {
  const { internalError } = SERVICE_STATUS;
  return new ServiceFailure({
    status: internalError,
    message,
    rule: "report-script-failed",
    detail: `${detail}; neither seller nor buyer is told`,
  });
}

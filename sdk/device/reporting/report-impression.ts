import { runWithin, type Deadline } from "../../foundation/deadline.ts";
import type { JsonObject, JsonValue } from "../../foundation/json.ts";
import type { ScriptResult } from "../../foundation/script-sandbox.ts";
import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import type { OutcomeStore, StoredOutcome } from "../ad-selection/outcome-store.ts";
import { readConfigSignals, type ReadSignals } from "../ad-selection/read-signals.ts";
import { argumentRefused, validateAdSelectionConfig } from "../ad-selection/validate-config.ts";
import { hostOf, isHttps, isOnDomain } from "../ad-tech-uri.ts";
import { readReportResult, readReportWin, type Read } from "../decision-contracts.ts";
import type { DeviceCall } from "../device-call.ts";
import { findLogic, type Logic } from "../logic-source.ts";
import { describeScriptFailure, runLogic } from "../run-logic.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import type { BeaconDestination, BeaconStore } from "./beacon-store.ts";
import type { Ping } from "./send-ping.ts";

export interface ReportingStores {
  readonly outcomes: OutcomeStore;
  readonly beacons: BeaconStore;
}

interface Impression {
  readonly outcome: StoredOutcome;
  readonly config: AdSelectionConfig;
  readonly signals: ReadSignals;
}

/**
 * Runs the seller's `reportResult` with the config given now, then the buyer's `reportWin`, and says what to
 * ping. If either fails, nobody is pinged (spec: on-device 4.1).
 */
export async function reportImpression(
  call: DeviceCall,
  stores: ReportingStores,
  input: { readonly adSelectionId: string; readonly config: AdSelectionConfig },
): Promise<readonly Ping[]> {
  const { adSelectionId, config } = input;
  if (BigInt(adSelectionId) === 0n) throw argumentRefused("Non-zero ad selection ID must be set");
  validateAdSelectionConfig(call, config);
  const outcome = stores.outcomes.find({ adSelectionId, owner: call.appId });
  if (outcome === undefined) {
    throw argumentRefused("Caller package name does not match name used in ad selection");
  }
  const impression = { outcome, config, signals: readConfigSignals(config) };
  const timeoutMs = call.settings.reportImpressionTimeoutMs;
  const reported = await runWithin(call.environment.clock, { timeoutMs }, (deadline) =>
    runReportingScripts(call, { ...impression, stores }, deadline),
  );
  if (reported.kind === "finished") return reported.value;
  throw reportFailed("", `reporting did not finish within ${timeoutMs} ms`);
}

interface Reporting extends Impression {
  readonly stores: ReportingStores;
}

async function runReportingScripts(
  call: DeviceCall,
  reporting: Reporting,
  deadline: Deadline,
): Promise<readonly Ping[]> {
  const { outcome, config } = reporting;
  const seller = await runReportResult(call, reporting, deadline);
  const buyerUri = await runReportWin(call, { ...reporting, ...seller }, deadline);
  return [
    ...toPing(call, { outcome, destination: "seller", adTech: config.seller }, seller.reportingUri),
    ...toPing(call, { outcome, destination: "buyer", adTech: outcome.buyer }, buyerUri),
  ];
}

async function runReportResult(call: DeviceCall, reporting: Reporting, deadline: Deadline) {
  const { outcome, config, signals } = reporting;
  const uri = config.decisionLogicUri;
  const found = await findLogic(call, { uri, purpose: "decision-logic" }, deadline);
  if (found.kind === "unavailable") {
    throw reportFailed("Error fetching outcome selection decision logic", found.detail);
  }
  const given = [signals.auctionConfig, outcome.renderUri, outcome.bid, {}];
  const result = await runReportingScript(
    call,
    { logic: found.logic, functionName: "reportResult", given },
    deadline,
  );
  const read = accept(readReportResult(firstValue(result)), found.logic, "Report Result script failed!");
  const { adSelectionId } = outcome;
  keepBeacons(call, reporting.stores, {
    owner: { adSelectionId, destination: "seller" },
    adTech: config.seller,
    result,
  });
  return read;
}

interface SellerReported extends Reporting {
  readonly signalsForBuyer: JsonObject;
}

async function runReportWin(
  call: DeviceCall,
  reporting: SellerReported,
  deadline: Deadline,
): Promise<string> {
  const { outcome, signals, signalsForBuyer, stores } = reporting;
  const logic = await findBuyerLogic(call, reporting, deadline);
  const given = [
    signals.adSelectionSignals,
    signals.perBuyerSignals[outcome.buyer] ?? {},
    signalsForBuyer,
    {},
    { name: outcome.audienceName },
  ];
  const result = await runReportingScript(call, { logic, functionName: "reportWin", given }, deadline);
  const { reportingUri } = accept(readReportWin(firstValue(result)), logic, "Report Win script failed!");
  const { adSelectionId, buyer } = outcome;
  keepBeacons(call, stores, {
    owner: { adSelectionId, destination: "buyer" },
    adTech: buyer,
    result,
  });
  return reportingUri;
}

/** The copy stored by the auction; a contextual winner's script was never fetched before. */
async function findBuyerLogic(
  call: DeviceCall,
  { outcome, stores }: Reporting,
  deadline: Deadline,
): Promise<Logic> {
  const uri = outcome.biddingLogicUri;
  const source = stores.outcomes.biddingScript(uri);
  if (source !== undefined) return { name: uri, source, lastArguments: [] };
  const found = await findLogic(call, { uri, purpose: "bidding-logic" }, deadline);
  if (found.kind === "logic") return found.logic;
  throw reportFailed(`Error while fetching buyer script from uri: ${uri}`, found.detail);
}

async function runReportingScript(
  call: DeviceCall,
  run: {
    readonly logic: Logic;
    readonly functionName: string;
    readonly given: readonly JsonValue[];
  },
  deadline: Deadline,
): Promise<ScriptResult> {
  const { logic, functionName, given } = run;
  const result = await runLogic(
    call,
    {
      logic,
      functionName,
      calls: [given],
      globals: call.settings.registerAdBeaconEnabled ? ["registerAdBeacon"] : [],
    },
    deadline,
  );
  const failure = describeScriptFailure(logic, result);
  if (failure === undefined) return result;
  throw reportFailed(`Failure running JS in JavaScriptSandbox: ${failure}`, explain(call, failure));
}

/** Names the switch behind the commonest surprise of reporting scripts. */
function explain({ settings }: DeviceCall, failure: string): string {
  if (settings.registerAdBeaconEnabled || !failure.includes("registerAdBeacon")) return failure;
  return `${failure}; registerAdBeacon is not there because this profile has beacons off`;
}

function firstValue({ outcome }: ScriptResult) {
  return outcome.kind === "returned" ? outcome.values[0] : undefined;
}

function accept<T>(read: Read<T>, logic: Logic, message: string): T {
  if (read.kind === "ok") return read.value;
  throw reportFailed(message, `${read.detail} (${logic.name})`);
}

/** Committed as soon as a party's script is done: a seller's beacons outlive a buyer's failure. */
function keepBeacons(
  { labels, emit }: DeviceCall,
  { beacons }: ReportingStores,
  registered: {
    readonly owner: { readonly adSelectionId: string; readonly destination: BeaconDestination };
    readonly adTech: string;
    readonly result: ScriptResult;
  },
): void {
  const { owner, adTech, result } = registered;
  for (const { beacon, detail } of beacons.register(owner, adTech, result.beacons)) {
    const { key, uri } = beacon;
    if (detail === undefined) emit({ type: "beacon.registered", ...labels, ...owner, key, uri });
    else emit({ type: "beacon.dropped", ...labels, ...owner, key, detail });
  }
}

/** An address off the party's own domain is left out; the other party's still goes. */
function toPing(
  call: DeviceCall,
  to: {
    readonly outcome: StoredOutcome;
    readonly destination: BeaconDestination;
    readonly adTech: string;
  },
  uri: string,
): readonly Ping[] {
  const { adSelectionId } = to.outcome;
  const { destination, adTech } = to;
  const ping: Ping = { adSelectionId, destination, key: "impression", method: "GET", uri };
  if (isHttps(uri) && isOnDomain(hostOf(uri), adTech)) return [ping];
  const detail = `${uri} is not https on ${adTech} or a subdomain`;
  const rule = "report-host-mismatch";
  const { key } = ping;
  call.emit({ type: "report.withheld", ...call.labels, adSelectionId, destination, key, detail, rule });
  return [];
}

function reportFailed(message: string, detail: string): ServiceFailure {
  const { internalError } = SERVICE_STATUS;
  return new ServiceFailure({
    status: internalError,
    message,
    rule: "report-script-failed",
    detail: `${detail}; neither seller nor buyer is told`,
  });
}

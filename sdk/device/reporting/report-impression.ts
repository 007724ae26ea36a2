import { parseOptions } from "../../foundation/parse-options.ts";
import {
  AdSelectionConfigSchema,
  AdSelectionIdSchema,
  type AdSelectionConfigInput,
} from "../../model/ad-selection.ts";
import { createConfigSignals } from "../ad-selection/config-signals.ts";
import type { OutcomeStore } from "../ad-selection/outcome-store.ts";
import { validateAdSelectionConfig } from "../ad-selection/validate-config.ts";
import { hostOf, isHttps, isOnDomain } from "../ad-tech-uri.ts";
import { admitCaller } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import { argumentRefused } from "../service-failure.ts";
import { runStage, type Stage } from "../stage.ts";
import type { BeaconDestination, BeaconStore } from "./beacon-store.ts";
import {
  reportFailed,
  runReportResult,
  runReportWin,
  type Reporting,
} from "./reporting-scripts.ts";
import type { Ping } from "./send-ping.ts";

/** Which ad was shown, and how its seller wants to hear of it: no earlier config is kept. */
export interface ImpressionReport {
  readonly adSelectionId: string;
  readonly config: AdSelectionConfigInput;
}

export interface ReportingStores {
  readonly outcomes: OutcomeStore;
  readonly beacons: BeaconStore;
}

/**
 * Runs the seller's `reportResult` with the config given now, then the buyer's `reportWin`, and says what to
 * ping. If either fails, nobody is pinged (spec: on-device 4.1).
 */
export async function reportImpression(
  call: DeviceCall,
  stores: ReportingStores,
  report: ImpressionReport,
): Promise<readonly Ping[]> {
  const adSelectionId = parseOptions(AdSelectionIdSchema, report.adSelectionId, call.api);
  const config = parseOptions(AdSelectionConfigSchema, report.config, call.api);
  if (BigInt(adSelectionId) === 0n) throw argumentRefused("Non-zero ad selection ID must be set");
  if (!admitCaller(call, config.seller)) return [];
  validateAdSelectionConfig(call, config);
  const outcome = stores.outcomes.find({ adSelectionId, owner: call.appId });
  if (outcome === undefined) {
    throw argumentRefused(
      "Caller package name does not match name used in ad selection",
      `ad selection ${adSelectionId} is unknown, expired or another app's`,
    );
  }
  const reporting = { outcome, config, signals: createConfigSignals(config), stores };
  const timeoutMs = call.settings.reportImpressionTimeoutMs;
  const reported = await runStage(call.environment.clock, { timeoutMs }, (stage) =>
    runReportingScripts(call, reporting, stage),
  );
  if (reported.kind === "finished") return reported.value;
  throw reportFailed("Reporting exceeded allowed time limit", `reporting ${reported.detail}`);
}

async function runReportingScripts(
  call: DeviceCall,
  reporting: Reporting,
  stage: Stage,
): Promise<readonly Ping[]> {
  const { outcome, config } = reporting;
  const seller = await runReportResult(call, reporting, stage);
  const { signalsForBuyer } = seller;
  const buyer = await runReportWin(call, { ...reporting, signalsForBuyer }, stage);
  const { adSelectionId } = outcome;
  const ofSeller = { adSelectionId, destination: "seller", adTech: config.seller } as const;
  const ofBuyer = { adSelectionId, destination: "buyer", adTech: outcome.buyer } as const;
  return [
    ...toPing(call, ofSeller, seller.reportingUri),
    ...toPing(call, ofBuyer, buyer.reportingUri),
  ];
}

/** An address off the party's own domain is left out; the other party's still goes. */
function toPing(
  { emit, labels }: DeviceCall,
  to: {
    readonly adSelectionId: string;
    readonly destination: BeaconDestination;
    readonly adTech: string;
  },
  uri: string,
): readonly Ping[] {
  const { adSelectionId, destination, adTech } = to;
  const facts = { adSelectionId, destination, key: "impression" } as const;
  if (isHttps(uri) && isOnDomain(hostOf(uri), adTech)) return [{ ...facts, method: "GET", uri }];
  const detail = `${JSON.stringify(uri)} is not https on ${adTech} or a subdomain`;
  emit({ type: "report.withheld", ...labels, ...facts, detail, rule: "report-host-mismatch" });
  return [];
}

import { z } from "zod";
import { parseOptions } from "../../foundation/parse-options.ts";
import {
  AdSelectionConfigSchema,
  AdSelectionIdSchema,
  type AdSelectionConfig,
} from "../../model/ad-selection.ts";
import { createConfigSignals } from "../ad-selection/config-signals.ts";
import { checkIdIsSet, describeUnusableId, findOutcome } from "../ad-selection/find-outcome.ts";
import type { OutcomeStore, StoredOutcome } from "../ad-selection/outcome-store.ts";
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

const ImpressionReportSchema = z.strictObject({
  adSelectionId: AdSelectionIdSchema,
  /** Absent: Android's `AdSelectionConfig.EMPTY`, which will do for an auction that a server ran. */
  config: AdSelectionConfigSchema.optional(),
});

/** Which ad was shown, and how its seller wants to hear of it: no earlier config is kept. */
export type ImpressionReport = z.input<typeof ImpressionReportSchema>;

const emptyConfig: AdSelectionConfig = AdSelectionConfigSchema.parse({
  seller: "",
  decisionLogicUri: "",
  customAudienceBuyers: [],
});

export interface ReportingStores {
  readonly outcomes: OutcomeStore;
  readonly beacons: BeaconStore;
}

/**
 * Says what to ping: what is stored with the outcome, else what the seller's `reportResult` says with the config
 * given now, and after it the buyer's `reportWin`. If either fails, nobody is pinged (spec: on-device 4.1).
 */
export async function reportImpression(
  call: DeviceCall,
  stores: ReportingStores,
  input: ImpressionReport,
): Promise<readonly Ping[]> {
  const { adSelectionId, config } = parseOptions(ImpressionReportSchema, input, call.api);
  checkIdIsSet(adSelectionId);
  if (!admitCaller(call, config?.seller)) return [];
  if (config !== undefined) validateAdSelectionConfig(call, config);
  const outcome = findOutcome(call, stores.outcomes, adSelectionId);
  if (outcome === undefined) {
    throw argumentRefused(
      "Caller package name does not match name used in ad selection",
      describeUnusableId(call, stores.outcomes, adSelectionId),
    );
  }
  if (outcome.reportingUris !== undefined) return toStoredPings(call, outcome, config?.seller);
  return reportByScripts(call, stores, { outcome, config: config ?? emptyConfig });
}

/** No script runs; whose the seller's address has to be is known only if a config says so. */
function toStoredPings(
  call: DeviceCall,
  { adSelectionId, buyer, reportingUris = {} }: StoredOutcome,
  seller: string | undefined,
): readonly Ping[] {
  const ofSeller = { adSelectionId, destination: "seller", adTech: seller } as const;
  const ofBuyer = { adSelectionId, destination: "buyer", adTech: buyer } as const;
  const { seller: sellerUri, buyer: buyerUri } = reportingUris;
  return [
    ...(sellerUri === undefined ? [] : toPing(call, ofSeller, sellerUri)),
    ...(buyerUri === undefined ? [] : toPing(call, ofBuyer, buyerUri)),
  ];
}

async function reportByScripts(
  call: DeviceCall,
  stores: ReportingStores,
  { outcome, config }: Pick<Reporting, "outcome" | "config">,
): Promise<readonly Ping[]> {
  const signals = createConfigSignals(config, call.settings);
  const reporting = { outcome, config, signals, stores };
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
    /** Undefined: every host will do. */
    readonly adTech: string | undefined;
  },
  uri: string,
): readonly Ping[] {
  const { adSelectionId, destination, adTech } = to;
  const facts = { adSelectionId, destination, key: "impression" } as const;
  const isOwn = adTech === undefined || isOnDomain(hostOf(uri), adTech);
  if (isHttps(uri) && isOwn) return [{ ...facts, method: "GET", uri }];
  const domain = adTech === undefined ? "" : ` on ${adTech} or a subdomain`;
  const detail = `${JSON.stringify(uri)} is not https${domain}`;
  emit({ type: "report.withheld", ...labels, ...facts, detail, rule: "report-host-mismatch" });
  return [];
}

import { parseOptions } from "../../foundation/parse-options.ts";
import {
  AdSelectionConfigSchema,
  type AdSelectionConfigInput,
  type AdSelectionOutcome,
} from "../../model/ad-selection.ts";
import { admitCaller } from "../callers.ts";
import { debugAnswerWaitMs, findDebugObstacle } from "../debug-reports/find-debug-obstacle.ts";
import { reportAuction } from "../debug-reports/report-auction.ts";
import type { DeviceCall } from "../device-call.ts";
import { nameScript } from "../logic-source.ts";
import { findAdSelectionOverride } from "../overrides/find-override.ts";
import { isNobodyWon, SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import { runStage, type Stage } from "../stage.ts";
import type { Auction, AuctionStores } from "./auction.ts";
import { resolveChainedSelections } from "./chained-ad-selections.ts";
import { collectCandidates } from "./collect-candidates.ts";
import { createConfigSignals } from "./config-signals.ts";
import { nobodyWon } from "./nobody-won.ts";
import { pickWinner, settleRoster } from "./pick-winner.ts";
import { createRoster, type SelectionCall } from "./roster.ts";
import { scoreAds } from "./score-ads.ts";
import { storeWinner } from "./store-winner.ts";
import { tellAuctionStarted } from "./tell-started.ts";
import { validateAdSelectionConfig } from "./validate-config.ts";

/**
 * One auction on the device: admit, validate, load audiences, bid, score, pick, store (spec: on-device 2.1). Where
 * chained selections are enabled, their outcomes take part beside the call's own bids, and nobody winning is
 * null (spec: proposal); on shipped Android it is a failure like any other.
 */
export async function selectAds(
  device: DeviceCall,
  stores: AuctionStores,
  input: AdSelectionConfigInput,
): Promise<AdSelectionOutcome | null> {
  const config = parseOptions(AdSelectionConfigSchema, input, device.api);
  if (!admitCaller(device, config.seller)) return fakeOutcome(device);
  const waitMs = debugAnswerWaitMs(device);
  if (waitMs > 0) await device.environment.clock.sleep(waitMs);
  const debugObstacle = findDebugObstacle(device);
  tellAuctionStarted(device, config);
  validateAdSelectionConfig(device, config);
  const chained = resolveChainedSelections(device, stores.outcomes, config.chainedAdSelections);
  const call: SelectionCall = { ...device, roster: createRoster() };
  stores.openRosters.add(call.roster);
  const timeoutMs = call.settings.adSelectionTimeoutMs;
  const signals = createConfigSignals(config, call.settings);
  try {
    const selected = await runStage(call.environment.clock, { timeoutMs }, (stage) =>
      runAuction(call, { config, signals, stores, chained, debugObstacle }, stage),
    );
    if (selected.kind === "finished") return selected.value;
    throw timedOut(`the ad selection of ${config.seller} ${selected.detail}`);
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    call.roster.loseAll(error);
    if (!call.settings.chainedAdSelectionsEnabled || !isNobodyWon(error)) throw error;
    const { rule, detail } = error;
    call.emit({ type: "ad-selection.unfilled", ...call.labels, rule, detail });
    return null;
  } finally {
    stores.openRosters.delete(call.roster);
  }
}

/**
 * What an app gets for a user who does not consent: it looks like a winner, and nothing is stored behind it
 * (spec: on-device 2.8).
 */
function fakeOutcome({ environment }: DeviceCall): AdSelectionOutcome {
  return { adSelectionId: environment.ids.nextAdSelectionId(), renderUri: "" };
}

async function runAuction(
  call: SelectionCall,
  auction: Auction,
  stage: Stage,
): Promise<AdSelectionOutcome> {
  const { config, signals, stores } = auction;
  const candidates = await collectCandidates(call, auction, stage);
  const scored = await scoreAds(call, { config, signals, candidates }, stage);
  const winner = pickWinner(scored);
  const override = findAdSelectionOverride(call, config)?.decisionLogic;
  const script = nameScript(config.decisionLogicUri, override);
  settleRoster(call, scored, { winner, script });
  const selected = winner && storeWinner(call, stores, winner);
  const { seller } = config;
  reportAuction(call, stores, { seller, scored, winner, obstacle: auction.debugObstacle });
  if (selected !== undefined) return selected;
  const detail = `none of ${scored.length} ads scored above 0 (scoreAd of ${script})`;
  throw nobodyWon("no-winning-score", "No winning Ads found", detail);
}

function timedOut(detail: string): ServiceFailure {
  return new ServiceFailure({
    status: SERVICE_STATUS.timeout,
    message: "Ad selection exceeded allowed time limit",
    rule: "selection-timed-out",
    detail,
  });
}

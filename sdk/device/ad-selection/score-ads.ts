import type { JsonObject, JsonValue } from "../../foundation/json.ts";
import type { ReturnedValue, ScriptResult } from "../../foundation/script-sandbox.ts";
import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import { hasUnreadableStatus, readScore } from "../decision-contracts.ts";
import { registeredUrls, type DebugUrls } from "../debug-reports/registered-urls.ts";
import { readRejectReason } from "../debug-reports/reject-reason.ts";
import type { DeviceCall } from "../device-call.ts";
import { findLogic, type Logic } from "../logic-source.ts";
import { findAdSelectionOverride } from "../overrides/find-override.ts";
import { runLogic } from "../run-logic.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import { runStage, type Stage } from "../stage.ts";
import { candidateFacts, type Candidate } from "./candidate.ts";
import type { ConfigSignals } from "./config-signals.ts";
import { readOverriddenSignals } from "./overridden-signals.ts";
import { toScriptAd } from "./to-script-ad.ts";
import { fetchTrustedSignals, toContextualSignals, type ReadSignals } from "./trusted-signals.ts";

export interface Scored {
  readonly candidate: Candidate;
  readonly score: number;
  /** Why the score is not what the script returned. */
  readonly problem?: string | undefined;
  /** Of the seller's trusted signals. */
  readonly dataVersion?: number | undefined;
  /** In the words that the seller chose for a custom audience it turns down. */
  readonly rejectReason: string;
  /** What the seller's script registered when it scored this ad. */
  readonly debugUrls: DebugUrls | undefined;
}

export interface Scoring {
  readonly config: AdSelectionConfig;
  readonly signals: ConfigSignals;
  readonly candidates: readonly Candidate[];
}

/**
 * Scores all candidates in one evaluation. Strictly one after the other: script, trusted signals, scoreAd;
 * any failure fails the auction (spec: on-device 2.5).
 */
export async function scoreAds(
  call: DeviceCall,
  scoring: Scoring,
  outer: Stage,
): Promise<readonly Scored[]> {
  const timeoutMs = call.settings.scoringTimeoutMs;
  const scored = await runStage(call.environment.clock, { timeoutMs, outer }, (stage) =>
    fetchAndScore(call, scoring, stage),
  );
  if (scored.kind === "finished") return scored.value;
  throw new ServiceFailure({
    status: SERVICE_STATUS.timeout,
    message: "Scoring exceeded allowed time limit",
    rule: "selection-timed-out",
    detail: `scoring ${scored.detail}`,
  });
}

async function fetchAndScore(
  call: DeviceCall,
  scoring: Scoring,
  stage: Stage,
): Promise<readonly Scored[]> {
  const uri = scoring.config.decisionLogicUri;
  const override = findAdSelectionOverride(call, scoring.config)?.decisionLogic;
  const found = await findLogic(call, { uri, purpose: "decision-logic", override }, stage);
  if (found.kind === "unavailable") {
    throw scoringFailed("Error fetching scoring decision logic", found.detail);
  }
  const { logic } = found;
  const trusted = await fetchScoringSignals(call, scoring, stage);
  const calls = toCalls(scoring, trusted);
  const globals = ["forDebuggingOnly"] as const;
  const run = { logic, functionName: "scoreAd", calls, stopAtFailedStatus: true, globals };
  const result = await runLogic(call, run, stage);
  const { failure } = result;
  if (failure !== undefined) throw scoringFailed(failure.message, failure.detail);
  const scored = readScores({ ...scoring, logic }, result);
  for (const { candidate, score } of scored) {
    call.emit({ type: "ad.scored", ...call.labels, ...candidateFacts(candidate), score });
  }
  const { dataVersion } = trusted;
  return scored.map((each) => ({ ...each, dataVersion }));
}

async function fetchScoringSignals(
  call: DeviceCall,
  { config, candidates }: Scoring,
  stage: Stage,
): Promise<ReadSignals> {
  const uri = config.trustedScoringSignalsUri;
  const override = findAdSelectionOverride(call, config)?.trustedScoringSignals;
  const overridden = readOverriddenSignals(call, override);
  if (overridden === undefined && uri === "")
    return { kind: "signals", signals: {}, dataVersion: undefined };
  const values = candidates.filter(({ from }) => from === "audience").map((ad) => ad.renderUri);
  const purpose = "trusted-scoring-signals";
  const request = { uri, parameter: "renderuris", values, purpose } as const;
  const trusted = overridden ?? (await fetchTrustedSignals(call, request, stage));
  switch (trusted.kind) {
    case "signals":
      return trusted;
    case "unavailable":
      throw scoringFailed("Error fetching trusted scoring signals", trusted.detail);
    case "unreadable":
      throw new ServiceFailure({
        status: SERVICE_STATUS.invalidArgument,
        message: "Invalid JSON args",
        rule: "scoring-failed",
        detail: trusted.detail,
      });
  }
}

/** Argument by argument as in spec: on-device 1.2; the last is the same for every ad. */
function toCalls({ signals, candidates }: Scoring, trusted: ReadSignals): JsonValue[][] {
  const auctionConfig = signals.auctionConfig();
  const sellerSignals = signals.sellerSignals();
  const audiences = candidates.flatMap((candidate) =>
    candidate.from === "audience"
      ? [{ buyer: candidate.buyer, name: candidate.audience.name }]
      : [],
  );
  return candidates.map((candidate) => [
    toScriptAd(candidate),
    candidate.bid,
    auctionConfig,
    sellerSignals,
    trusted.signals,
    contextualSignalsOf(candidate, trusted),
    audiences,
  ]);
}

/** A chained outcome is recognised by its id (spec: proposal). */
function contextualSignalsOf(candidate: Candidate, { dataVersion }: ReadSignals): JsonObject {
  const signals = toContextualSignals(dataVersion);
  if (candidate.from !== "chained") return signals;
  return { ad_selection_id: candidate.outcome.adSelectionId, ...signals };
}

/** One result that failed empties the list of scores, and with it the auction (spec: on-device 1.4). */
function readScores(
  { logic, candidates }: Scoring & { readonly logic: Logic },
  result: ScriptResult,
): readonly Scored[] {
  const values = result.outcome.kind === "returned" ? result.outcome.values : [];
  const urls = registeredUrls(result);
  return candidates.map((candidate, index) => {
    const read = readScore(values[index]);
    if (read.kind === "ok") {
      const rejectReason = readRejectReason(values[index]);
      return { candidate, ...read.value, rejectReason, debugUrls: urls.get(index) };
    }
    const detail = `${read.detail} (ad ${candidate.renderUri}, ${logic.name})`;
    throw scoringFailed(describeFailedScore(candidates, values[index]), detail);
  });
}

/** A status that is there and no number is beyond Android's reader, which comes before anything else. */
function describeFailedScore(
  candidates: readonly Candidate[],
  returned: ReturnedValue | undefined,
): string {
  return hasUnreadableStatus(returned)
    ? "Illegal result returned by our internal batch calling function."
    : describeEmptyList(candidates);
}

/** Android has words for this only where no custom audience bid; otherwise it stumbles over the empty list. */
function describeEmptyList(candidates: readonly Candidate[]): string {
  return candidates.some(({ from }) => from === "audience")
    ? "Index 0 out of bounds for length 0"
    : "Not enough scores returned by scoreAd";
}

function scoringFailed(message: string, detail: string): ServiceFailure {
  const { internalError } = SERVICE_STATUS;
  return new ServiceFailure({ status: internalError, message, rule: "scoring-failed", detail });
}

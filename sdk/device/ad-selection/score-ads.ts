import type { JsonObject, JsonValue } from "../../foundation/json.ts";
import type { ScriptResult } from "../../foundation/script-sandbox.ts";
import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import { readScore } from "../decision-contracts.ts";
import type { DeviceCall } from "../device-call.ts";
import { findLogic } from "../logic-source.ts";
import { findScriptFailure, runLogic } from "../run-logic.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import { runStage, type Stage } from "../stage.ts";
import { candidateFacts, type Candidate } from "./candidate.ts";
import type { ConfigSignals } from "./config-signals.ts";
import { fetchTrustedSignals } from "./trusted-signals.ts";

export interface Scored {
  readonly candidate: Candidate;
  readonly score: number;
  /** Why the score is not what the script returned. */
  readonly problem?: string | undefined;
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
  const found = await findLogic(call, { uri, purpose: "decision-logic" }, stage);
  if (found.kind === "unavailable") {
    throw scoringFailed("Error fetching scoring decision logic", found.detail);
  }
  const { logic } = found;
  const calls = toCalls(scoring, await fetchScoringSignals(call, scoring, stage));
  const globals = ["forDebuggingOnly"] as const;
  const run = { logic, functionName: "scoreAd", calls, stopAtFailedStatus: true, globals };
  const result = await runLogic(call, run, stage);
  const failure = findScriptFailure(logic, result);
  if (failure !== undefined) throw scoringFailed(failure.message, failure.detail);
  const scored = readScores(scoring, result);
  for (const { candidate, score } of scored) {
    call.emit({ type: "ad.scored", ...call.labels, ...candidateFacts(candidate), score });
  }
  return scored;
}

async function fetchScoringSignals(
  call: DeviceCall,
  { config, candidates }: Scoring,
  stage: Stage,
): Promise<JsonObject> {
  const uri = config.trustedScoringSignalsUri;
  if (uri === "") return {};
  const values = candidates.filter(({ from }) => from === "audience").map((ad) => ad.renderUri);
  const purpose = "trusted-scoring-signals";
  const request = { uri, parameter: "renderuris", values, purpose } as const;
  const trusted = await fetchTrustedSignals(call, request, stage);
  switch (trusted.kind) {
    case "signals":
      return trusted.signals;
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
function toCalls({ signals, candidates }: Scoring, trusted: JsonObject): JsonValue[][] {
  const auctionConfig = signals.auctionConfig();
  const sellerSignals = signals.sellerSignals();
  const audiences = candidates.flatMap((candidate) =>
    candidate.from === "audience"
      ? [{ buyer: candidate.buyer, name: candidate.audience.name }]
      : [],
  );
  return candidates.map((candidate) => [
    { render_uri: candidate.renderUri, metadata: candidate.metadata },
    candidate.bid,
    auctionConfig,
    sellerSignals,
    trusted,
    contextualSignalsOf(candidate),
    audiences,
  ]);
}

/** How a script recognises a chained outcome (spec: proposal). */
function contextualSignalsOf(candidate: Candidate): JsonObject {
  return candidate.from === "chained" ? { ad_selection_id: candidate.outcome.adSelectionId } : {};
}

/** One result that failed empties the list of scores, and with it the auction (spec: on-device 1.4). */
function readScores({ config, candidates }: Scoring, result: ScriptResult): readonly Scored[] {
  const values = result.outcome.kind === "returned" ? result.outcome.values : [];
  return candidates.map((candidate, index) => {
    const read = readScore(values[index]);
    if (read.kind === "ok") return { candidate, ...read.value };
    const detail = `${read.detail} (ad ${candidate.renderUri}, ${config.decisionLogicUri})`;
    throw scoringFailed(describeEmptyList(candidates), detail);
  });
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

import { runWithin, type Deadline } from "../../foundation/deadline.ts";
import type { JsonObject, JsonValue } from "../../foundation/json.ts";
import type { ScriptResult } from "../../foundation/script-sandbox.ts";
import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import { readScore } from "../decision-contracts.ts";
import type { DeviceCall } from "../device-call.ts";
import { findLogic } from "../logic-source.ts";
import { describeScriptFailure, runLogic } from "../run-logic.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import { candidateFacts, type Candidate } from "./candidate.ts";
import type { ReadSignals } from "./read-signals.ts";
import { fetchTrustedSignals } from "./trusted-signals.ts";

export interface Scored {
  readonly candidate: Candidate;
  readonly score: number;
  /** Why the score is not what the script returned. */
  readonly problem?: string | undefined;
}

export interface Scoring {
  readonly config: AdSelectionConfig;
  readonly signals: ReadSignals;
  readonly candidates: readonly Candidate[];
}

/**
 * Scores all candidates in one evaluation. Strictly one after the other: script, trusted signals, scoreAd;
 * any failure fails the auction (spec: on-device 2.5).
 */
export async function scoreAds(
  call: DeviceCall,
  scoring: Scoring,
  outer: Deadline,
): Promise<readonly Scored[]> {
  const timeoutMs = call.settings.scoringTimeoutMs;
  const scored = await runWithin(call.environment.clock, { timeoutMs, outer }, (deadline) =>
    fetchAndScore(call, scoring, deadline),
  );
  if (scored.kind === "finished") return scored.value;
  throw new ServiceFailure({
    status: SERVICE_STATUS.timeout,
    message: "Scoring exceeded allowed time limit",
    rule: "selection-timed-out",
    detail: `scoring with ${scoring.config.decisionLogicUri} did not finish within ${timeoutMs} ms`,
  });
}

async function fetchAndScore(
  call: DeviceCall,
  scoring: Scoring,
  deadline: Deadline,
): Promise<readonly Scored[]> {
  const uri = scoring.config.decisionLogicUri;
  const found = await findLogic(call, { uri, purpose: "decision-logic" }, deadline);
  if (found.kind === "unavailable") {
    throw scoringFailed("Error fetching scoring decision logic", found.detail);
  }
  const trusted = await fetchScoringSignals(call, scoring, deadline);
  const result = await runLogic(
    call,
    {
      logic: found.logic,
      functionName: "scoreAd",
      calls: toCalls(scoring, trusted),
      stopAtFailedStatus: true,
    },
    deadline,
  );
  const failure = describeScriptFailure(found.logic, result);
  if (failure !== undefined) {
    throw scoringFailed(`Failure running JS in JavaScriptSandbox: ${failure}`, failure);
  }
  return readScores(call, scoring, result);
}

async function fetchScoringSignals(
  call: DeviceCall,
  { config, candidates }: Scoring,
  deadline: Deadline,
): Promise<JsonObject> {
  const uri = config.trustedScoringSignalsUri;
  if (uri === "") return {};
  const values = candidates.filter(({ from }) => from === "audience").map((ad) => ad.renderUri);
  const purpose = "trusted-scoring-signals";
  const request = { uri, parameter: "renderuris", values, purpose } as const;
  const trusted = await fetchTrustedSignals(call, request, deadline);
  if (trusted.kind === "signals") return trusted.signals;
  throw scoringFailed("Error fetching trusted scoring signals", trusted.detail);
}

function toCalls({ signals, candidates }: Scoring, trusted: JsonObject): JsonValue[][] {
  const audiences = candidates.flatMap((candidate) =>
    candidate.from === "audience"
      ? [{ buyer: candidate.buyer, name: candidate.audience.name }]
      : [],
  );
  return candidates.map((candidate) => [
    { render_uri: candidate.renderUri, metadata: candidate.metadata },
    candidate.bid,
    signals.auctionConfig,
    signals.sellerSignals,
    trusted,
    contextualSignalsOf(candidate),
    audiences,
  ]);
}

/** How a script recognises a chained outcome (spec: proposal). */
function contextualSignalsOf(candidate: Candidate): JsonObject {
  return candidate.from === "chained"
    ? { ad_selection_id: candidate.outcome.adSelectionId }
    : {};
}

function readScores(
  call: DeviceCall,
  { config, candidates }: Scoring,
  result: ScriptResult,
): readonly Scored[] {
  const values = result.outcome.kind === "returned" ? result.outcome.values : [];
  return candidates.map((candidate, index) => {
    const read = readScore(values[index]);
    if (read.kind === "refused") {
      const detail = `${read.detail} (${config.decisionLogicUri})`;
      throw scoringFailed("Not enough scores returned by scoreAd", detail);
    }
    const { score, problem } = read.value;
    call.emit({ type: "ad.scored", ...call.labels, ...candidateFacts(candidate), score });
    return { candidate, score, problem };
  });
}

function scoringFailed(message: string, detail: string): ServiceFailure {
  const { internalError } = SERVICE_STATUS;
  return new ServiceFailure({ status: internalError, message, rule: "scoring-failed", detail });
}

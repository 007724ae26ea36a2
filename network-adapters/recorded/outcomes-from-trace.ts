import { MediationError } from "../../sdk/adapter-kit.ts";
import type { LoadOutcomeInput, OutcomeInput } from "./outcome.ts";
import { refuseUnreadableTrace } from "./refuse-unreadable-trace.ts";
import { collectTurns, type TraceTurn, type TurnEnd } from "./trace-turns.ts";

/**
 * What a network did in a trace, one outcome for each turn it had, to be given to the adapter `recorded`. An ad
 * that did not reach its node's floor is there again, so that another floor can take it; reports to the device
 * are not replayed.
 *
 * @throws MediationError ERR_CONFIG_INVALID when the trace holds no turn of the network, is damaged, or of
 * another version
 */
export function outcomesFromTrace(
  events: readonly { readonly type: string }[],
  networkId: string,
): readonly OutcomeInput[] {
  refuseUnreadableTrace(events);
  const isWhole = events.some(({ type }) => type === "session.finished");
  const outcomes = collectTurns(events, networkId).flatMap((turn) => {
    const outcome = toOutcome(turn);
    if (outcome === undefined && !isWhole) throw breaksOff(turn);
    return outcome ?? []; // the run ended before the turn did
  });
  if (outcomes.length > 0) return outcomes;
  throw new MediationError(
    "ERR_CONFIG_INVALID",
    `The trace has no turn of network "${networkId}" among its ${events.length} events.`,
    { hint: "Name a network that the trace's node.started events name." },
  );
}

function toOutcome({ bid, end, late }: TraceTurn): OutcomeInput | undefined {
  const loaded = end && (late === undefined ? toLoadOutcome(end) : toLateOutcome(late));
  if (bid?.bidCpmUsd === undefined) return loaded;
  const { bidCpmUsd: cpmUsd, latencyMs } = bid;
  const isOfBid = end === undefined || end.phase === "bid"; // a bid below the floor, or one that lost
  const made = { kind: "bid", cpmUsd, latencyMs } as const;
  if (isOfBid || loaded === undefined) return made;
  const renderUri = loaded.kind === "fill" && { renderUri: loaded.renderUri };
  return { ...made, ...renderUri, load: loaded };
}

function toLoadOutcome(end: TurnEnd): LoadOutcomeInput {
  const { latencyMs } = end;
  switch (end.type) {
    case "node.filled":
      return toFill(end);
    case "node.unfilled":
      if (end.renderUri !== undefined && end.renderUri !== "") return toFill(end);
      return { kind: "no-fill", reason: end.detail, latencyMs };
    case "node.failed":
      return { kind: "error", code: end.code, message: end.detail, latencyMs };
    case "node.timed-out":
      return { kind: "timeout" };
  }
}

interface TracedAd {
  readonly renderUri?: string | undefined;
  readonly cpmUsd?: number | undefined;
  readonly latencyMs: number;
}

function toFill({ renderUri, cpmUsd, latencyMs }: TracedAd): LoadOutcomeInput {
  return {
    kind: "fill",
    latencyMs,
    ...(renderUri !== undefined && { renderUri }),
    ...(cpmUsd !== undefined && { cpmUsd }),
  };
}

/** An ad that was late will be so again; of other late answers, nothing can be told but that they were missed. */
function toLateOutcome({
  answer,
  lateMs,
  cpmUsd,
  renderUri,
}: NonNullable<TraceTurn["late"]>): LoadOutcomeInput {
  if (answer !== "fill" && answer !== "bid") return { kind: "timeout" };
  return {
    kind: "late",
    lateMs: Math.max(1, Math.round(lateMs)),
    ...(cpmUsd !== undefined && { cpmUsd }),
    ...(renderUri !== undefined && { renderUri }),
  };
}

function breaksOff({ requestId, nodeId }: TraceTurn): MediationError {
  const message = `The trace breaks off while node "${nodeId}" of ${requestId} has its turn.`;
  const hint = "Record the run to its end, or cut that request out of the trace.";
  return new MediationError("ERR_CONFIG_INVALID", message, { hint });
}

import {
  untilAborted,
  type BidResult,
  type LoadResult,
  type NetworkEnvironment,
} from "../../sdk/adapter-kit.ts";
import type { BidOutcome, LoadOutcome, Outcome } from "./outcome.ts";

export interface Play {
  readonly clock: NetworkEnvironment["clock"];
  readonly signal: AbortSignal;
}

const NOTHING_LEFT = "nothing is left of its recording";

/** What it does when it is asked for its ad. */
export async function playLoad(
  outcome: LoadOutcome | undefined,
  { clock, signal }: Play,
): Promise<LoadResult> {
  if (outcome === undefined) return { kind: "no-fill", reason: NOTHING_LEFT };
  await pass(outcome, { clock, signal });
  switch (outcome.kind) {
    case "fill":
    case "late":
      return { kind: "fill", renderUri: outcome.renderUri, cpmUsd: outcome.cpmUsd };
    case "no-fill":
      return { kind: "no-fill", reason: outcome.reason };
    case "error":
      return { kind: "error", error: { code: outcome.code, message: outcome.message } };
    case "timeout":
      throw new Error("It never answers.");
  }
}

/** What it does when it is asked for its bid: an ad that was loaded then is bid with now. */
export async function playBid(
  outcome: Outcome | undefined,
  { clock, signal }: Play,
): Promise<BidResult> {
  if (outcome === undefined) return { kind: "no-bid", reason: NOTHING_LEFT };
  if (outcome.kind === "bid") {
    await clock.sleep(outcome.latencyMs, signal);
    return { kind: "bid", cpmUsd: outcome.cpmUsd, renderUri: outcome.renderUri };
  }
  const answer = await playLoad(outcome, { clock, signal });
  if (answer.kind === "error") return answer;
  if (answer.kind === "no-fill") return { kind: "no-bid", reason: answer.reason };
  const { cpmUsd, renderUri } = answer;
  if (cpmUsd !== undefined) return { kind: "bid", cpmUsd, renderUri };
  return { kind: "no-bid", reason: "its ad has no price, so there is nothing to bid" };
}

/** What becomes of a turn whose bid is past: the rest of it, without the time that the bid took. */
export function loadOf(outcome: Outcome): LoadOutcome {
  if (outcome.kind === "bid") return outcome.load ?? fillOf(outcome);
  return outcome.kind === "fill" ? { ...outcome, latencyMs: 0 } : outcome;
}

/** What it does in a turn that begins with the ad: a bid that nobody asked for is kept all the same. */
export function wholeOf(outcome: Outcome): LoadOutcome {
  if (outcome.kind !== "bid") return outcome;
  return outcome.load ?? { ...fillOf(outcome), latencyMs: outcome.latencyMs };
}

function fillOf({ cpmUsd, renderUri }: BidOutcome) {
  return { kind: "fill", cpmUsd, renderUri, latencyMs: 0 } as const;
}

/** Lets the time go by that the answer took. */
async function pass(outcome: LoadOutcome, { clock, signal }: Play): Promise<void> {
  if (outcome.kind === "timeout") return untilAborted(signal, never);
  if (outcome.kind !== "late") return clock.sleep(outcome.latencyMs, signal);
  await untilAborted(signal, never).catch(() => undefined); // with a deaf ear
  await clock.sleep(outcome.lateMs);
}

const never = () => new Promise<never>(() => undefined);

import type { Auction, FlooredEntry, NetworkAnswer } from "./auction.ts";
import { isMediated, type EntryOf } from "./priorities.ts";
import { isTied } from "./sort-field.ts";
import { toUsd } from "./money.ts";

export interface WalkedCall {
  readonly bidId: string;
  readonly networkId: string;
  /** From 1. */
  readonly position: number;
  readonly timeoutMs: number;
  readonly outcome: "ad" | "no-ad" | "timed-out" | "error";
  /** As long as was waited for it. */
  readonly latencyMs: number;
}

/** What the walks of one auction have used up. */
export interface WalkState {
  readonly calls: WalkedCall[];
}

/** Step 11: the first bid that needs no network, or whose network has an ad, is served. */
export function walkField(
  auction: Auction,
  sorted: readonly FlooredEntry[],
  state: WalkState,
): FlooredEntry | undefined {
  const order = orderForWalk(auction, sorted);
  const index = order.findIndex((entry, place) => serves(auction, entry, { place, state }));
  const winner = order[index];
  if (winner === undefined) return undefined;
  endRest(auction, winner, order.slice(index + 1));
  return winner;
}

function endRest(auction: Auction, winner: FlooredEntry, rest: readonly FlooredEntry[]): void {
  const won = `"${winner.bid.bidId}" at ${toUsd(winner.rank)}`;
  const [tied, behind] = [`, tied with ${won}`, `, behind ${won}`]; // once, not for every bid
  for (const entry of rest) {
    const isTie = isTied(auction, winner, entry);
    const own = `ranks at ${toUsd(entry.rank)}`;
    auction.end(entry, isTie ? "tie-lost" : "outranked", own + (isTie ? tied : behind));
  }
}

/** With A21 `after-networks`, RTB waits until every network was called, and so does whoever needs no call and ranks below it. */
function orderForWalk(
  { configuration }: Auction,
  sorted: readonly FlooredEntry[],
): readonly FlooredEntry[] {
  if (configuration.options.rtbAmongNetworks === "in-its-place") return sorted;
  const first = sorted.findIndex(({ bid }) => bid.kind === "rtb");
  if (first === -1) return sorted;
  const behind = sorted.slice(first);
  const others = behind.filter((entry) => !isMediated(entry));
  return [...sorted.slice(0, first), ...behind.filter(isMediated), ...others];
}

function serves(
  auction: Auction,
  entry: FlooredEntry,
  { place, state }: { readonly place: number; readonly state: WalkState },
): boolean {
  const { steps } = auction.configuration.waterfall;
  if (steps === 0 && (place > 0 || state.calls.length > 0)) {
    auction.end(entry, "waterfall-limit", "only the first source of the list is tried");
    return false;
  }
  return isMediated(entry) ? call(auction, entry, state) : true;
}

function call(auction: Auction, entry: EntryOf<"mediated">, state: WalkState): boolean {
  const { waterfall } = auction.configuration;
  const { calls } = state;
  const leftMs = waterfall.timeoutMs - calls.reduce((sum, { latencyMs }) => sum + latencyMs, 0);
  if (waterfall.steps > 0 && calls.length >= waterfall.steps) {
    auction.end(
      entry,
      "waterfall-limit",
      `${calls.length} networks were called, which is the limit`,
    );
    return false;
  }
  if (leftMs <= 0) {
    auction.end(
      entry,
      "waterfall-limit",
      `the ${waterfall.timeoutMs} ms of the waterfall were over`,
    );
    return false;
  }
  const timeoutMs = Math.min(entry.bid.timeoutMs ?? waterfall.contentRetrievalTimeoutMs, leftMs);
  const position = calls.length + 1;
  const { bid } = entry;
  const answer = auction.request.askNetwork?.({ bid, timeoutMs, position }) ?? atOnce;
  const outcome = judge(auction, answer, { timeoutMs, leftMs });
  const waitedMs = outcome === "timed-out" ? timeoutMs : Math.max(0, answer.latencyMs);
  const { bidId, networkId } = bid;
  calls.push({ bidId, networkId, position, timeoutMs, outcome, latencyMs: waitedMs });
  tellCall(auction, entry, { outcome, timeoutMs, latencyMs: waitedMs });
  return outcome === "ad";
}

const atOnce: NetworkAnswer = { kind: "ad", latencyMs: 0 };

function judge(
  { configuration }: Auction,
  { kind, latencyMs }: NetworkAnswer,
  { timeoutMs, leftMs }: { readonly timeoutMs: number; readonly leftMs: number },
): WalkedCall["outcome"] {
  const { timeoutBoundary, lateAnswers } = configuration.options;
  const isLate = timeoutBoundary === "timeout" ? latencyMs >= timeoutMs : latencyMs > timeoutMs;
  if (!isLate) return kind;
  return kind === "ad" && lateAnswers === "accepted" && latencyMs < leftMs ? "ad" : "timed-out";
}

function tellCall(
  auction: Auction,
  entry: EntryOf<"mediated">,
  { outcome, timeoutMs, latencyMs }: Pick<WalkedCall, "outcome" | "timeoutMs" | "latencyMs">,
): void {
  const network = `network "${entry.bid.networkId}"`;
  if (outcome === "no-ad") {
    auction.end(entry, "network-no-ad", `${network} had no ad after ${latencyMs} ms`);
  }
  if (outcome === "timed-out") {
    auction.end(entry, "network-timed-out", `${network} did not answer within ${timeoutMs} ms`);
  }
  if (outcome === "error") {
    auction.end(entry, "network-failed", `${network} failed after ${latencyMs} ms`);
  }
}

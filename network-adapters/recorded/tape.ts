import type { SignalsRequest } from "../../sdk/adapter-kit.ts";
import type { Outcome } from "./outcome.ts";

type Turn = Pick<SignalsRequest, "requestId" | "nodeId">;

/** Hands the outcomes out one by one, a turn of a node each, and remembers who had which. */
export interface Tape {
  /** For a turn that begins; undefined once nothing is left. */
  next(turn: Turn): Outcome | undefined;
  /** What a turn that has begun goes by; undefined for one that has not. */
  of(turn: Turn): Outcome | undefined;
  /** What the turn that begins next would have. */
  peek(): Outcome | undefined;
}

export interface TapeOptions {
  readonly outcomes: readonly Outcome[];
  readonly atEnd: "repeat" | "last" | "no-fill";
}

export function createTape(options: TapeOptions): Tape {
  let begun = 0;
  const byTurn = new Map<string, Outcome>();
  return {
    next(turn) {
      const outcome = pick(options, begun);
      begun += 1;
      if (outcome !== undefined) byTurn.set(keyOf(turn), outcome);
      return outcome;
    },
    of: (turn) => byTurn.get(keyOf(turn)),
    peek: () => pick(options, begun),
  };
}

function pick({ outcomes, atEnd }: TapeOptions, begun: number): Outcome | undefined {
  if (begun < outcomes.length) return outcomes[begun];
  if (atEnd === "repeat") return outcomes[begun % outcomes.length];
  return atEnd === "last" ? outcomes.at(-1) : undefined;
}

function keyOf({ requestId, nodeId }: Turn): string {
  return JSON.stringify([requestId, nodeId]);
}

import type { LossRule } from "../../model/loss-rules.ts";
import type { BiddingAudience } from "../custom-audiences/custom-audience-store.ts";
import type { DeviceCall } from "../device-call.ts";
import { candidateFacts, type Candidate } from "./candidate.ts";

/** Why somebody lost, in the ledger's words. */
export interface Loss {
  readonly rule: LossRule;
  readonly detail: string;
}

/**
 * Who takes part in an ad selection and has neither won nor lost yet. Everybody leaves it once, so that every
 * loser has one line in the ledger and nobody has two, whatever ends the selection.
 */
export interface Roster {
  /** `tellLoss` emits the contestant's ledger line, should it come to that. */
  enter(contestant: object, tellLoss: (loss: Loss) => void): void;
  /** Out without a loss: it won, or its bid stands for it from here on. */
  leave(contestant: object): void;
  /** Does nothing for whoever is out already. */
  lose(contestant: object, loss: Loss): void;
  /** The selection broke, and whoever still stands loses with it. */
  loseAll(loss: Loss): void;
}

/** One ad selection while it runs. */
export interface SelectionCall extends DeviceCall {
  readonly roster: Roster;
}

export function createRoster(): Roster {
  const standing = new Map<object, (loss: Loss) => void>();
  const lose = (contestant: object, loss: Loss): void => {
    const tellLoss = standing.get(contestant);
    standing.delete(contestant);
    // A whole failure is a loss too, and carries more than belongs in a line.
    tellLoss?.({ rule: loss.rule, detail: loss.detail });
  };
  return {
    enter: (contestant, tellLoss) => {
      standing.set(contestant, tellLoss);
    },
    leave: (contestant) => {
      standing.delete(contestant);
    },
    lose,
    loseAll: (loss) => {
      for (const contestant of standing.keys()) lose(contestant, loss);
    },
  };
}

/** The custom audience is asked; should it bid, a candidate stands for it afterwards. */
export function enterAudience(call: SelectionCall, audience: BiddingAudience): void {
  const { owner, buyer, name } = audience;
  call.roster.enter(audience, (loss) =>
    call.emit({ type: "audience.dropped", ...call.labels, owner, buyer, name, ...loss }),
  );
}

/** A line about a bid begins with its amount. */
export function enterCandidate(call: SelectionCall, candidate: Candidate): void {
  const facts = candidateFacts(candidate);
  call.roster.enter(candidate, ({ rule, detail }) =>
    call.emit({
      type: "bid.rejected",
      ...call.labels,
      ...facts,
      rule,
      detail: `bid ${facts.bid}; ${detail}`,
    }),
  );
}

/** Nobody waits for these ad selections any more. */
export function abandonSelections(rosters: Iterable<Roster>): void {
  const detail = "its ad selection was still running when the session ended";
  for (const roster of rosters) roster.loseAll({ rule: "selection-abandoned", detail });
}

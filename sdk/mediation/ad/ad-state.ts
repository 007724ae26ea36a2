import { MediationError } from "../../foundation/errors.ts";

/** Where an ad stands in its life. */
export type AdState =
  | "ready"
  | "showing"
  | "shown"
  | "impression"
  | "hidden"
  | "expired"
  | "dropped"
  | "show-failed";

/** What may come after each state (spec: mediation 2.2, "Order guarantee"). */
const NEXT_STATES: Readonly<Record<AdState, readonly AdState[]>> = {
  ready: ["showing", "expired", "dropped"],
  showing: ["shown", "show-failed"],
  shown: ["impression", "hidden"],
  impression: ["hidden"],
  hidden: [],
  expired: [],
  dropped: [],
  "show-failed": [],
};

export interface AdLife {
  readonly state: AdState;
  enter(next: AdState): void;
}

export function createAdLife(): AdLife {
  let state: AdState = "ready";
  return {
    get state() {
      return state;
    },
    enter(next) {
      if (!NEXT_STATES[state].includes(next)) {
        throw new MediationError("ERR_INTERNAL", `An ad that is ${state} cannot become ${next}.`);
      }
      state = next;
    },
  };
}

import type { Environment } from "../foundation/environment.ts";
import type { AdSlot } from "../model/ad-slot.ts";
import type { Emit } from "../model/mediation-event.ts";
import type { MediationChain } from "../model/mediation-chain.ts";
import type { FirstPartyNetwork } from "./first-party.ts";
import type { NetworkPool } from "./network-pool.ts";
import type { Placement } from "./placement.ts";
import type { WalkOptions } from "./walk-options.ts";

/** One ad request while it is being mediated. */
export interface MediationRequest {
  readonly requestId: string;
  /** How it is mediated. */
  readonly flow: MediationFlow;
  readonly slot: AdSlot;
  readonly environment: Environment;
  readonly options: WalkOptions;
  readonly firstParty: FirstPartyNetwork | undefined;
  readonly networks: NetworkPool;
  readonly emit: Emit;
  /** When the request's total time is over, in `elapsedMs` of the clock: nobody can set that. */
  readonly endsAtMs: number;
}

/** Chooses one ad for a request, or none. Every loser leaves an event that says why. */
export type MediationFlow = (
  request: MediationRequest,
  chain: MediationChain,
) => Promise<Placement | undefined>;

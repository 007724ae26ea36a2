import type { Environment } from "../foundation/environment.ts";
import type { AdSlot } from "../model/ad-slot.ts";
import type { Emit } from "../model/mediation-event.ts";
import type { MediationChain } from "../model/mediation-chain.ts";
import type { PrivacySettings } from "../model/privacy-settings.ts";
import type { LoadedAd } from "./ad/loaded-ad.ts";
import type { ImpressionLog } from "./caps/impression-log.ts";
import type { RequestCap } from "./caps/owned-cap.ts";
import type { FirstPartyNetwork } from "./first-party.ts";
import type { NetworkPool } from "./network-pool.ts";
import type { Initialization, Unready } from "./network/initialization.ts";
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
  /** Networks that could not be initialized for this request: they are tried again with the next one. */
  readonly uninitialized: Map<Initialization, Unready>;
  /** Of app, slot and user. */
  readonly caps: readonly RequestCap[];
  readonly impressions: ImpressionLog;
  /** What the user allows now. */
  readonly privacy: () => PrivacySettings;
  readonly emit: Emit;
  /** Told of the ad whenever its state is another. */
  readonly onAdChange: (ad: LoadedAd) => void;
  /** When the request's total time is over, in `elapsedMs` of the clock: nobody can set that. */
  readonly endsAtMs: number;
}

/** Chooses one ad for a request, or none. Every loser leaves an event that says why. */
export type MediationFlow = (
  request: MediationRequest,
  chain: MediationChain,
) => Promise<Placement | undefined>;

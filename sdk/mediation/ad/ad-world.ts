import type { Clock } from "../../foundation/environment.ts";
import type { AdSlot } from "../../model/ad-slot.ts";
import type { Emit, MediationEventOf } from "../../model/mediation-event.ts";
import type { Placement } from "../placement.ts";
import type { Loss } from "../tell-ending.ts";
import type { WalkOptions } from "../walk-options.ts";
import type { LoadedAd } from "./loaded-ad.ts";

/** What an ad keeps of the request that loaded it. */
export interface AdWorld {
  readonly clock: Clock;
  readonly emit: Emit;
  readonly slot: AdSlot;
  /** How long the winning network may take to show and to report, and how long the ad may be kept. */
  readonly options: Pick<WalkOptions, "showTimeoutMs" | "reportTimeoutMs" | "adExpiryMs">;
  /** When it is ready, is being shown, has been shown or hidden, or has ended otherwise. */
  onChange(ad: LoadedAd): void;
  /** Why a cap allows no impression now; undefined: all of them do. */
  findCapRefusal(): Loss | undefined;
  /** Once, when the impression is first accepted, be it reported well or not. */
  onImpression(): void;
}

export interface AdIds {
  readonly adId: string;
  readonly requestId: string;
  readonly slotId: string;
}

/** What the parts of an ad's life share. */
export interface AdContext extends AdWorld {
  readonly placement: Placement;
  /** What the ad's events have in common. */
  readonly facts: Pick<MediationEventOf<"ad.hidden">, "requestId" | "adId" | "networkId">;
}

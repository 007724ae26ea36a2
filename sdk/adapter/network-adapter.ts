import type { z } from "zod";
import type { AdServices } from "../device/ad-services.ts";
import type { Clock, IdSource, Random } from "../foundation/environment.ts";
import { parseOptions } from "../foundation/parse-options.ts";
import type { HttpClient } from "../foundation/http-client.ts";
import type { JsonObject } from "../foundation/json.ts";
import type { AdFormat, AdSlot } from "../model/ad-slot.ts";
import type { PrivacySettings } from "../model/privacy-settings.ts";
import type { Origin } from "../model/events/event-fields.ts";
import type { BidResult, LossNotice, NetworkBid, SignalsResult, WinNotice } from "./bidding.ts";

/** The world as a network meets it. */
export interface NetworkEnvironment {
  readonly clock: Clock;
  /** A stream of this network's own: adding a network changes nobody else's luck. */
  readonly random: Random;
  readonly ids: IdSource;
  readonly http: HttpClient;
  readonly adServices: AdServices;
  /** The app that the network is connected for. */
  readonly appId: string;
  /** What the user allows now. */
  readonly privacy: () => PrivacySettings;
  /**
   * Connects another network in the name of this one, for adapters that wrap.
   *
   * @throws MediationError ERR_CONFIG_INVALID, also for an adapter that nobody has registered
   */
  readonly connect: (adapterId: string, options: unknown) => Network;
  /** Writes a line into the trace; with the origin of a question, into that node's turn. */
  readonly log: (message: string, origin?: Origin) => void;
}

/** What every question to a network says. */
export interface SignalsRequest {
  readonly requestId: string;
  readonly nodeId: string;
  readonly slot: AdSlot;
  /** When the SDK stops waiting. */
  readonly timeoutMs: number;
  /** To hand on to the device, so that its events say which node they belong to. */
  readonly origin: Origin;
}

export interface BidRequest extends SignalsRequest {
  /** The least the bid may be, in USD CPM. */
  readonly floorCpmUsd: number | undefined;
  /** What the network's own `collectSignals` answered just before; undefined where it has none. */
  readonly signals: JsonObject | undefined;
}

export interface LoadRequest extends SignalsRequest {
  /** The node's historical eCPM in USD. */
  readonly ecpmUsd: number;
  /** The least the network's answer may pay, in USD CPM. */
  readonly floorCpmUsd: number | undefined;
  /** The network's own bid of this request, which was chosen; absent where the node did not bid. */
  readonly bid?: NetworkBid;
}

/** Everything a network is expected to say is a value; only what somebody must repair is an error. */
export type LoadResult = NetworkFill | NetworkNoFill | NetworkError;

export interface NetworkFill {
  readonly kind: "fill";
  readonly renderUri: string;
  /** What the network pays; absent where it does not say, as an auction on the device does not. */
  readonly cpmUsd?: number | undefined;
  readonly adSelectionId?: string | undefined;
  /** How long the ad may be kept before it is shown; absent: as long as the SDK keeps ads. */
  readonly expiresInMs?: number | undefined;
}

export interface NetworkNoFill {
  readonly kind: "no-fill";
  /** One sentence for the ledger. */
  readonly reason: string;
}

export interface NetworkError {
  readonly kind: "error";
  readonly error: {
    readonly code: string;
    readonly message: string;
    /** What to do about it, as an instruction. */
    readonly hint?: string | undefined;
  };
}

/** One network, connected for one device. Only `load` is required; every other member is a capability. */
export interface Network {
  /** Should settle soon after `signal` aborts: the walk has moved on. */
  load(request: LoadRequest, signal: AbortSignal): Promise<LoadResult>;
  /** Once, before the network is asked anything; a failure is tried again with the next request. */
  initialize?(signal: AbortSignal): Promise<InitializationResult>;
  /** What the network's bidder has to know of this device: a bid token, say. Asked before each bid. */
  collectSignals?(request: SignalsRequest, signal: AbortSignal): Promise<SignalsResult>;
  /** Makes the network one that bids live. Its ad is loaded only if the bid is chosen. */
  requestBid?(request: BidRequest, signal: AbortSignal): Promise<BidResult>;
  /** Its ad is the request's. Nobody waits for what it does about it. */
  onBidWon?(notice: WinNotice): void | Promise<void>;
  /** It bid in time, and another ad is the request's, or none. */
  onBidLost?(notice: LossNotice): void | Promise<void>;
  /** Puts its ad on the screen. Without this, the SDK takes the ad for shown. */
  show?(ad: NetworkFill, request: ShowRequest, signal: AbortSignal): Promise<ShowResult>;
  /** The ad will not be shown (any more): it was of no use, expired, was let go of, or is over. */
  invalidate?(ad: NetworkFill): Promise<void>;
  /** The user changed what is allowed. */
  updatePrivacySettings?(
    settings: PrivacySettings,
    changed: readonly (keyof PrivacySettings)[],
  ): void;
  /**
   * What the network would pay for this request, had it been asked; undefined: it would have no ad. Only
   * laboratories ask, once the request is over.
   */
  reveal?(request: SignalsRequest): { readonly cpmUsd: number } | undefined;
  /** Reports with the network's own config that its ad was seen. */
  reportImpression?(ad: NetworkFill, origin: Origin): Promise<void>;
  /** Reports a click, a view or another interaction with its ad. */
  reportEvent?(ad: NetworkFill, event: AdInteraction, origin: Origin): Promise<void>;
  dispose?(): Promise<void>;
}

export type InitializationResult =
  | { readonly kind: "initialized" }
  /** The network has no business on this device: no failure, and not asked again. */
  | { readonly kind: "does-not-apply"; readonly reason: string }
  | NetworkError;

export interface ShowRequest {
  readonly requestId: string;
  readonly adId: string;
  readonly slot: AdSlot;
  /** When the SDK stops waiting. */
  readonly timeoutMs: number;
  readonly origin: Origin;
}

export type ShowResult =
  | {
      readonly kind: "shown";
      /** What this impression pays, in USD CPM, where that is not what the fill said. */
      readonly paidCpmUsd?: number | undefined;
    }
  | { readonly kind: "not-shown"; readonly reason: string }
  | NetworkError;

export interface AdInteraction {
  /** `click`, `view`, or whatever the reporting scripts registered beacons for. */
  readonly key: string;
  /** What the beacons are sent. */
  readonly data: string;
}

export interface NetworkAdapter {
  readonly id: string;
  /** Formats it serves; all of them when absent. */
  readonly formats: readonly AdFormat[] | undefined;
  /** What `connect` holds options against; whoever writes options can ask it beforehand. */
  readonly options: z.ZodType;
  /** The option that holds adapter and options of a network that this one wraps. */
  readonly wraps?: string | undefined;
  /** @throws MediationError ERR_CONFIG_INVALID */
  connect(options: unknown, environment: NetworkEnvironment): Network;
}

/** The one way to make an adapter; `connect` only ever sees options that passed the schema. */
export function defineNetworkAdapter<Schema extends z.ZodType>(definition: {
  readonly id: string;
  readonly formats?: readonly AdFormat[];
  readonly options: Schema;
  readonly wraps?: string;
  connect(options: z.output<Schema>, environment: NetworkEnvironment): Network;
}): NetworkAdapter {
  const subject = `network adapter "${definition.id}"`;
  return {
    id: definition.id,
    formats: definition.formats,
    options: definition.options,
    wraps: definition.wraps,
    connect: (input, environment) =>
      definition.connect(parseOptions(definition.options, input, subject), environment),
  };
}

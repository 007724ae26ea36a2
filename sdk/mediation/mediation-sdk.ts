import { EventEmitter } from "eventemitter3";
import { z } from "zod";
import { createAdapterRegistry } from "../adapter/adapter-registry.ts";
import type { NetworkAdapter } from "../adapter/network-adapter.ts";
import type { AdServices } from "../device/ad-services.ts";
import type { Environment } from "../foundation/environment.ts";
import { MediationError } from "../foundation/errors.ts";
import { parseOptions } from "../foundation/parse-options.ts";
import { AdSlotSchema, type AdSlot } from "../model/ad-slot.ts";
import { createEmit } from "../model/create-emit.ts";
import { collectLedger } from "../model/ledger.ts";
import type {
  MediationEvent,
  MediationEventOf,
  MediationEventType,
} from "../model/mediation-event.ts";
import type { AdRequest, AdRequestResult } from "./ad-request.ts";
import { createFirstParty, type FirstPartyNetwork } from "./first-party.ts";
import {
  MediationOptionsSchema,
  type MediationOptions,
  type MediationOptionsInput,
} from "./mediation-options.ts";
import { MEDIATION_FLOWS } from "./mediation-flows.ts";
import { createNetworkPool, type NetworkPool } from "./network-pool.ts";
import { runRequest } from "./run-request.ts";

export interface MediationSdkOptions {
  readonly environment: Environment;
  readonly adServices: AdServices;
  readonly adapters: readonly NetworkAdapter[];
  readonly appId: string;
  readonly slots: readonly AdSlot[];
  /** Where chains come from. */
  readonly contextualEndpointUrl: string;
  readonly mediation?: MediationOptionsInput;
}

/** What the device and the session tell is not the SDK's to emit: subscribe to `AdServices` for it. */
type SdkEventType = Extract<
  MediationEventType,
  `${"request" | "bidding" | "node-signals" | "node-bid" | "bid-notice" | "chain" | "contextual-ad" | "first-party" | "chained-selection" | "node" | "fallback" | "ad" | "adapter" | "impression" | "interaction" | "revenue" | "reward" | "slot" | "network" | "privacy" | "http"}.${string}`
>;

/** One listener signature per event, derived from the union; `event` gets them all. */
type MediationListeners = {
  [Type in SdkEventType]: (event: MediationEventOf<Type>) => void;
} & { event: (event: MediationEvent) => void };

const SlotsSchema = z.array(AdSlotSchema);

/** What an app links: fetches a chain for a slot, walks it, and routes reports to whoever won. */
export class MediationSdk extends EventEmitter<MediationListeners> {
  private readonly options: MediationSdkOptions;
  private readonly mediation: MediationOptions;
  private readonly networks: NetworkPool;
  private readonly firstParty: FirstPartyNetwork | undefined;
  private isInitialized = false;

  /** @throws MediationError ERR_CONFIG_INVALID */
  constructor(options: MediationSdkOptions) {
    super();
    const { environment, adServices, adapters } = options;
    this.options = { ...options, slots: parseOptions(SlotsSchema, options.slots, "MediationSdk") };
    this.mediation = parseOptions(MediationOptionsSchema, options.mediation ?? {}, "MediationSdk");
    const emit = createEmit(environment.clock, (event) => this.tell(event));
    const { appId } = options;
    const world = { environment, adServices, appId, privacy: () => ({}), emit };
    this.networks = createNetworkPool(world, createAdapterRegistry(adapters));
    const { firstParty, chaining } = this.mediation;
    this.firstParty = firstParty && createFirstParty(firstParty, chaining, adServices);
  }

  /** To be awaited once before the first request. */
  async initialize(): Promise<void> {
    this.isInitialized = true;
  }

  /**
   * Mediates one ad request. No fill and a dead endpoint are values.
   *
   * @throws MediationError ERR_SDK_NOT_INITIALIZED, ERR_SDK_UNKNOWN_SLOT
   */
  async requestAd(request: AdRequest): Promise<AdRequestResult> {
    const slot = this.findSlot(request.slotId);
    const { environment, adServices, appId, contextualEndpointUrl } = this.options;
    const requestId = environment.ids.next("request");
    const events: MediationEvent[] = [];
    const unsubscribe = adServices.subscribe((event) => {
      if ("requestId" in event && event.requestId === requestId) events.push(event);
    });
    const emit = createEmit(environment.clock, (event) => {
      events.push(event);
      this.tell(event);
    });
    try {
      const outcome = await runRequest(
        {
          requestId,
          flow: MEDIATION_FLOWS[this.mediation.flow],
          slot,
          environment,
          options: this.mediation,
          firstParty: this.firstParty,
          networks: this.networks,
          emit,
          endsAtMs: environment.clock.elapsedMs() + this.mediation.totalTimeoutMs,
        },
        { url: contextualEndpointUrl, appId, user: request.user, consent: request.consent },
      );
      return { requestId, ledger: collectLedger(events), ...outcome };
    } finally {
      unsubscribe();
    }
  }

  /** Lets go of the networks and of every listener. */
  async dispose(): Promise<void> {
    this.isInitialized = false;
    await this.networks.dispose();
    this.removeAllListeners();
  }

  private findSlot(slotId: string): AdSlot {
    if (!this.isInitialized) {
      throw new MediationError(
        "ERR_SDK_NOT_INITIALIZED",
        `Cannot request slot "${slotId}": the SDK is not initialized.`,
        { hint: "Await sdk.initialize() first." },
      );
    }
    const slot = this.options.slots.find((each) => each.slotId === slotId);
    if (slot !== undefined) return slot;
    const known = this.options.slots.map((each) => `"${each.slotId}"`).join(", ");
    throw new MediationError(
      "ERR_SDK_UNKNOWN_SLOT",
      `Cannot request slot "${slotId}": the SDK is configured with ${known || "no slot"}.`,
      { hint: "Pass the slot in the SDK's options." },
    );
  }

  /** A listener that throws is not the walk's problem, nor the next listener's. */
  private tell(event: MediationEvent): void {
    const name: "event" = event.type as unknown as "event";
    this.callListeners("event", event);
    this.callListeners(name, event);
  }

  private callListeners(name: "event", event: MediationEvent): void {
    for (const listener of this.listeners(name)) {
      this.off(name, listener, undefined, true); // if it listens once
      try {
        listener.call(this, event);
      } catch {
        // Told and done: listeners cannot change the flow.
      }
    }
  }
}

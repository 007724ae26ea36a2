import { z } from "zod";
import { createAdapterRegistry } from "../adapter/adapter-registry.ts";
import { freezeDeeply } from "../foundation/freeze-deeply.ts";
import { parseOptions } from "../foundation/parse-options.ts";
import { AdSlotSchema, type AdSlot } from "../model/ad-slot.ts";
import { createEmit } from "../model/create-emit.ts";
import { collectLedger } from "../model/ledger.ts";
import type { Emit } from "../model/mediation-event.ts";
import type { PrivacySettings } from "../model/privacy-settings.ts";
import type { LoadedAd } from "./ad/loaded-ad.ts";
import { SlotAds } from "./ad/slot-ads.ts";
import type { AdRequest, AdRequestResult, PrefetchResult } from "./ad-request.ts";
import { createImpressionLog, type ImpressionLog } from "./caps/impression-log.ts";
import { capsOfRequest, type RequestCap } from "./caps/owned-cap.ts";
import { createFirstParty, type FirstPartyNetwork } from "./first-party.ts";
import { MediationOptionsSchema, type MediationOptions } from "./mediation-options.ts";
import { MEDIATION_FLOWS } from "./mediation-flows.ts";
import { createNetworkPool, type NetworkPool } from "./network-pool.ts";
import { createPrivacyKeeper, toConsent, type PrivacyKeeper } from "./privacy/privacy-keeper.ts";
import type { MediationSdkOptions } from "./mediation-sdk-options.ts";
import { recordRequest } from "./request-record.ts";
import { runRequest } from "./run-request.ts";
import { SdkEvents } from "./sdk-events.ts";
import { notInitialized, unknownSlot } from "./slot-errors.ts";

const SlotsSchema = z.array(AdSlotSchema);

/** What an app links: fetches a chain for a slot, walks it, and routes reports to whoever won. */
export class MediationSdk extends SdkEvents {
  private readonly options: MediationSdkOptions;
  private readonly mediation: MediationOptions;
  private readonly networks: NetworkPool;
  private readonly firstParty: FirstPartyNetwork | undefined;
  private readonly impressions: ImpressionLog;
  private readonly privacy: PrivacyKeeper;
  private readonly publish: Emit;
  private readonly slots: ReadonlyMap<string, SlotAds>;
  private isInitialized = false;

  /** @throws MediationError ERR_CONFIG_INVALID */
  constructor(options: MediationSdkOptions) {
    super();
    const { environment, adServices, adapters } = options;
    this.options = options;
    this.mediation = parseOptions(MediationOptionsSchema, options.mediation ?? {}, "MediationSdk");
    this.impressions = createImpressionLog(environment.clock);
    this.privacy = createPrivacyKeeper(options.privacy);
    this.publish = createEmit(environment.clock, (event) => this.tell(event));
    const { appId } = options;
    const privacy = this.privacy.current;
    const world = { environment, adServices, appId, privacy, emit: this.publish };
    this.networks = createNetworkPool(world, createAdapterRegistry(adapters));
    const { firstParty, chaining } = this.mediation;
    this.firstParty = firstParty && createFirstParty(firstParty, chaining, adServices);
    const slots = freezeDeeply(parseOptions(SlotsSchema, options.slots, "MediationSdk"));
    this.slots = new Map(slots.map((slot) => [slot.slotId, this.openSlot(slot)]));
  }

  /** To be awaited once before the first request. */
  async initialize(): Promise<void> {
    this.isInitialized = true;
  }

  /**
   * The oldest ad that waits in the slot's cache, or else one ad request, mediated. No fill and a dead endpoint are
   * values.
   *
   * @throws MediationError ERR_SDK_NOT_INITIALIZED, ERR_SDK_UNKNOWN_SLOT
   */
  async requestAd(request: AdRequest): Promise<AdRequestResult> {
    return this.findSlot(request.slotId).request(request);
  }

  /**
   * Mediates one ad request and keeps its ad in the slot's cache, for a later `requestAd`. With a full cache, nobody
   * is asked.
   *
   * @throws MediationError ERR_SDK_NOT_INITIALIZED, ERR_SDK_UNKNOWN_SLOT
   */
  async prefetchAd(request: AdRequest): Promise<PrefetchResult> {
    return this.findSlot(request.slotId).prefetch(request);
  }

  /**
   * Whether an ad waits in the slot's cache.
   *
   * @throws MediationError ERR_SDK_NOT_INITIALIZED, ERR_SDK_UNKNOWN_SLOT
   */
  isAdReady(slotId: string): boolean {
    return this.findSlot(slotId).hasCached;
  }

  /**
   * The ad that the slot has on the screen: after a refresh, the one that replaced the app's own.
   *
   * @throws MediationError ERR_SDK_NOT_INITIALIZED, ERR_SDK_UNKNOWN_SLOT
   */
  shownAd(slotId: string): LoadedAd | undefined {
    return this.findSlot(slotId).shownAd;
  }

  /** Lets go of every ad that waits in a cache. */
  dropCachedAds(reason = "the app let go of all that waited"): void {
    for (const slot of this.slots.values()) slot.dropCached(reason);
  }

  private async mediate(slot: AdSlot, request: AdRequest): Promise<AdRequestResult> {
    const { environment, adServices, appId, contextualEndpointUrl } = this.options;
    const requestId = environment.ids.next("request");
    const { clock } = environment;
    const record = recordRequest({ clock, adServices }, requestId, (event) => this.tell(event));
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
          uninitialized: new Map(),
          caps: this.capsOf(slot, request),
          impressions: this.impressions,
          privacy: this.privacy.current,
          emit: record.emit,
          onAdChange: (ad) => this.slots.get(slot.slotId)?.onChange(ad, request),
          endsAtMs: clock.elapsedMs() + this.mediation.totalTimeoutMs,
        },
        {
          url: contextualEndpointUrl,
          appId,
          user: request.user,
          consent: request.consent ?? toConsent(this.privacy.current()),
          reserveCpmUsd: request.reserveCpmUsd,
        },
      );
      return { requestId, ledger: collectLedger(record.events), ...outcome };
    } finally {
      record.stop();
    }
  }

  /**
   * Takes the place of all earlier settings, and tells every connected network what differs.
   *
   * @throws MediationError ERR_CONFIG_INVALID
   */
  setPrivacySettings(settings: PrivacySettings): void {
    const changed = this.privacy.replace(settings);
    if (changed.length === 0) return;
    const current = this.privacy.current();
    this.publish({ type: "privacy.changed", changed: [...changed], settings: current });
    this.networks.updatePrivacySettings(current, changed);
  }

  /** Lets go of the networks and of every listener. */
  async dispose(): Promise<void> {
    this.isInitialized = false;
    for (const slot of this.slots.values()) slot.dispose();
    await this.networks.dispose();
    this.removeAllListeners();
  }

  private openSlot(slot: AdSlot): SlotAds {
    return new SlotAds({
      clock: this.options.environment.clock,
      emit: this.publish,
      slot,
      cacheSize: this.mediation.adCacheSize,
      isCapped: (request) => this.impressions.findRefusal(this.capsOf(slot, request)) !== undefined,
      mediate: (request) => this.mediate(slot, request),
    });
  }

  private capsOf(slot: AdSlot, { user }: AdRequest): readonly RequestCap[] {
    return capsOfRequest({ caps: this.mediation.caps, slot, user });
  }

  private findSlot(slotId: string): SlotAds {
    if (!this.isInitialized) throw notInitialized(slotId);
    const slot = this.slots.get(slotId);
    if (slot === undefined) throw unknownSlot(slotId, [...this.slots.keys()]);
    return slot;
  }
}

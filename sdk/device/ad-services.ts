import type { Environment } from "../foundation/environment.ts";
import { parseOptions } from "../foundation/parse-options.ts";
import {
  AdSelectionConfigSchema,
  AdSelectionFromOutcomesConfigSchema,
  AdSelectionIdSchema,
  type AdSelectionConfigInput,
  type AdSelectionFromOutcomesConfigInput,
  type AdSelectionOutcome,
} from "../model/ad-selection.ts";
import { createEmit } from "../model/create-emit.ts";
import type { CustomAudienceInput } from "../model/custom-audience.ts";
import type { Origin } from "../model/events/event-fields.ts";
import type { Emit, EventSink } from "../model/mediation-event.ts";
import type { PrebuiltLogic } from "../model/prebuilt-logic.ts";
import { createOutcomeStore } from "./ad-selection/outcome-store.ts";
import { selectAdsFromOutcomes } from "./ad-selection/select-ads-from-outcomes.ts";
import { selectAds } from "./ad-selection/select-ads.ts";
import { createCustomAudienceStore } from "./custom-audiences/custom-audience-store.ts";
import { toStoredAudience } from "./custom-audiences/join-custom-audience.ts";
import { callDevice, type DeviceApi, type DeviceCall, type DeviceWorld } from "./device-call.ts";
import { ProfileSchema, resolveProfile, type ProfileChoice } from "./profile.ts";
import { createBeaconStore } from "./reporting/beacon-store.ts";
import { createOutbox } from "./reporting/outbox.ts";
import {
  InteractionReportSchema,
  reportEvent,
  type InteractionReport,
} from "./reporting/report-event.ts";
import { reportImpression } from "./reporting/report-impression.ts";

export interface AdServicesOptions {
  readonly environment: Environment;
  /** Package of the app this device runs for. */
  readonly appId: string;
  readonly profile?: ProfileChoice;
  /** Scripts behind `ad-selection-prebuilt://` addresses. */
  readonly prebuiltLogic?: readonly PrebuiltLogic[];
  /** Adds arguments and results of every script to its event. */
  readonly withBodies?: boolean;
}

/**
 * The simulated Android service, as one app sees it. Each call takes an `origin` that only labels its events.
 * Failures are the public exceptions; what really happened goes to whoever subscribes.
 */
export class AdServices {
  private readonly world: DeviceWorld;
  private readonly customAudiences = createCustomAudienceStore();
  private readonly outcomes;
  private readonly beacons = createBeaconStore();
  private readonly outbox = createOutbox();
  private readonly subscribers = new Set<Emit>();

  /** @throws MediationError ERR_CONFIG_INVALID */
  constructor(options: AdServicesOptions) {
    const { environment, appId, profile = "android-all-on" } = options;
    const { prebuiltLogic = [], withBodies = false } = options;
    const { settings } = resolveProfile(parseOptions(ProfileSchema, profile, "AdServices.profile"));
    const emit: Emit = (draft) => {
      for (const tell of this.subscribers) tell(draft);
    };
    this.world = { environment, settings, appId, prebuiltLogic, emit, withBodies };
    this.outcomes = createOutcomeStore({
      lifetimeMs: settings.adSelectionLifetimeMs,
      nowMs: () => environment.clock.nowMs(),
    });
  }

  /** Hands on what the device does, its service's own words included, until the returned function is called. */
  subscribe(listener: EventSink): () => void {
    const tell = createEmit(this.world.environment.clock, listener);
    this.subscribers.add(tell);
    return () => this.subscribers.delete(tell);
  }

  /** @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT */
  joinCustomAudience(audience: CustomAudienceInput, origin: Origin = {}): Promise<void> {
    return this.call("joinCustomAudience", origin, async (call) => {
      const stored = toStoredAudience(call, audience);
      this.customAudiences.put(stored);
      const { owner, buyer, name } = stored;
      call.emit({ type: "audience.joined", owner, buyer, name });
    });
  }

  /** Leaving an audience that was never joined is a success. */
  leaveCustomAudience(
    { buyer, name }: { readonly buyer: string; readonly name: string },
    origin: Origin = {},
  ): Promise<void> {
    return this.call("leaveCustomAudience", origin, async (call) => {
      const owner = call.appId;
      this.customAudiences.remove({ owner, buyer, name });
      call.emit({ type: "audience.left", owner, buyer, name });
    });
  }

  /**
   * Runs an auction. Where chained selections are enabled (the proposal), nobody winning is null; on shipped
   * Android it is an exception that looks like any internal error.
   *
   * @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT, ERR_DEVICE_ILLEGAL_STATE, ERR_DEVICE_TIMEOUT
   */
  selectAds(
    input: AdSelectionConfigInput,
    origin: Origin = {},
  ): Promise<AdSelectionOutcome | null> {
    return this.call("selectAds", origin, async (call) => {
      const config = parseOptions(AdSelectionConfigSchema, input, call.api);
      call.emit({
        type: "ad-selection.started",
        ...call.labels,
        from: "audiences",
        seller: config.seller,
        buyers: config.customAudienceBuyers,
        outcomes: config.chainedAdSelections.map(({ adSelectionId }) => adSelectionId),
      });
      const { customAudiences, outcomes } = this;
      return selectAds(call, { customAudiences, outcomes }, config);
    });
  }

  /**
   * Chooses among stored outcomes; null stands for Android's `NO_OUTCOME`.
   *
   * @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT, ERR_DEVICE_ILLEGAL_STATE, ERR_DEVICE_TIMEOUT
   */
  selectAdsFromOutcomes(
    input: AdSelectionFromOutcomesConfigInput,
    origin: Origin = {},
  ): Promise<AdSelectionOutcome | null> {
    return this.call("selectAdsFromOutcomes", origin, async (call) => {
      const config = parseOptions(AdSelectionFromOutcomesConfigSchema, input, call.api);
      const { seller, adSelectionIds } = config;
      call.emit({
        type: "ad-selection.started",
        ...call.labels,
        from: "outcomes",
        seller,
        buyers: [],
        outcomes: adSelectionIds,
      });
      return selectAdsFromOutcomes(call, this.outcomes, config);
    });
  }

  /**
   * Resolves once both reporting scripts have run; the pings go out afterwards (see `settled`).
   *
   * @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT, ERR_DEVICE_ILLEGAL_STATE
   */
  reportImpression(
    input: { readonly adSelectionId: string; readonly config: AdSelectionConfigInput },
    origin: Origin = {},
  ): Promise<void> {
    return this.call("reportImpression", origin, async (call) => {
      const adSelectionId = parseOptions(AdSelectionIdSchema, input.adSelectionId, call.api);
      const config = parseOptions(AdSelectionConfigSchema, input.config, call.api);
      const { outcomes, beacons } = this;
      const stores = { outcomes, beacons };
      this.outbox.send(call, await reportImpression(call, stores, { adSelectionId, config }));
    });
  }

  /** @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT, ERR_DEVICE_ILLEGAL_STATE */
  reportEvent(input: InteractionReport, origin: Origin = {}): Promise<void> {
    return this.call("reportEvent", origin, async (call) => {
      const report = parseOptions(InteractionReportSchema, input, call.api);
      const { outcomes, beacons } = this;
      this.outbox.send(call, reportEvent(call, { outcomes, beacons }, report));
    });
  }

  /** Resolves when everything that was still to be sent has been sent. */
  settled(): Promise<void> {
    return this.outbox.settled();
  }

  private call<T>(
    api: DeviceApi,
    origin: Origin,
    work: (call: DeviceCall) => Promise<T>,
  ): Promise<T> {
    return callDevice(this.world, { api, origin }, work);
  }
}

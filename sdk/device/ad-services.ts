import type {
  AdSelectionConfigInput,
  AdSelectionFromOutcomesConfigInput,
  AdSelectionOutcome,
} from "../model/ad-selection.ts";
import type {
  CustomAudienceInput,
  FetchCustomAudienceInput,
  ScheduleUpdateInput,
} from "../model/custom-audience.ts";
import type { Origin } from "../model/events/event-fields.ts";
import type { EventSink } from "../model/mediation-event.ts";
import { selectAdsFromOutcomes } from "./ad-selection/select-ads-from-outcomes.ts";
import { selectAds } from "./ad-selection/select-ads.ts";
import { fetchAndJoin } from "./custom-audiences/fetch-and-join.ts";
import { joinCustomAudience } from "./custom-audiences/join-custom-audience.ts";
import {
  leaveCustomAudience,
  type AudienceName,
} from "./custom-audiences/leave-custom-audience.ts";
import { scheduleUpdate } from "./custom-audiences/update-schedule.ts";
import { callDevice, type DeviceApi, type DeviceCall } from "./device-call.ts";
import { createDeviceControls, type DeviceControls } from "./device-controls.ts";
import { createDevice, type Device, type DeviceOptions } from "./device.ts";
import {
  setAppInstallAdvertisers,
  type AdvertiserList,
} from "./filters/set-app-install-advertisers.ts";
import {
  updateAdCounterHistogram,
  type HistogramUpdate,
} from "./filters/update-ad-counter-histogram.ts";
import {
  createDeveloperOverrides,
  type DeveloperOverrides,
} from "./overrides/developer-overrides.ts";
import { reportEvent, type InteractionReport } from "./reporting/report-event.ts";
import { reportImpression, type ImpressionReport } from "./reporting/report-impression.ts";

export interface AdServicesOptions extends DeviceOptions {
  /** Package of the app that calls. */
  readonly appId: string;
}

/**
 * The simulated Android service, as one app sees it. Each call takes an `origin` that only labels its events.
 * Failures are the public exceptions; what really happened goes to whoever subscribes.
 */
export class AdServices {
  private readonly options: AdServicesOptions;
  private readonly device: Device;
  /** What happens to the phone rather than what an app asks of it. */
  readonly controls: DeviceControls;
  /** What a developer puts in the place of scripts and trusted signals, for this app's calls. */
  readonly overrides: DeveloperOverrides;

  /** @throws MediationError ERR_CONFIG_INVALID */
  constructor(options: AdServicesOptions, device: Device = createDevice(options)) {
    this.options = options;
    this.device = device;
    this.controls = createDeviceControls(device, (api, work) => this.call(api, {}, work));
    this.overrides = createDeveloperOverrides((api, work) => this.call(api, {}, work));
  }

  /** The same device as another app sees it: ids and audiences are per app, everything else is shared. */
  forApp(appId: string): AdServices {
    return new AdServices({ ...this.options, appId }, this.device);
  }

  /** Hands on what the device does, its service's own words included, until the returned function is called. */
  subscribe(listener: EventSink): () => void {
    return this.device.subscribe(listener);
  }

  /** @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT and whatever the caller is refused with */
  joinCustomAudience(audience: CustomAudienceInput, origin: Origin = {}): Promise<void> {
    return this.call("joinCustomAudience", origin, async (call) =>
      joinCustomAudience(call, this.device, audience),
    );
  }

  /** Leaving an audience that was never joined is a success. */
  leaveCustomAudience(audience: AudienceName, origin: Origin = {}): Promise<void> {
    return this.call("leaveCustomAudience", origin, async (call) =>
      leaveCustomAudience(call, this.device, audience),
    );
  }

  /**
   * Joins a custom audience that the buyer's server describes.
   *
   * @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT, ERR_DEVICE_ILLEGAL_STATE, ERR_DEVICE_INVALID_OBJECT,
   * ERR_DEVICE_LIMIT_EXCEEDED
   */
  fetchAndJoinCustomAudience(input: FetchCustomAudienceInput, origin: Origin = {}): Promise<void> {
    return this.call("fetchAndJoinCustomAudience", origin, (call) =>
      fetchAndJoin(call, this.device, input),
    );
  }

  /**
   * Has the buyer's server asked later which custom audiences to leave and to join; the job `scheduled-update`
   * does it.
   *
   * @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT, ERR_DEVICE_ILLEGAL_STATE
   */
  scheduleCustomAudienceUpdate(input: ScheduleUpdateInput, origin: Origin = {}): Promise<void> {
    return this.call("scheduleCustomAudienceUpdate", origin, async (call) =>
      scheduleUpdate(call, this.device, input),
    );
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
    return this.call("selectAds", origin, (call) => selectAds(call, this.device, input));
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
    return this.call("selectAdsFromOutcomes", origin, (call) =>
      selectAdsFromOutcomes(call, this.device.outcomes, input),
    );
  }

  /**
   * Resolves once both reporting scripts have run; the pings go out afterwards (see `settled`).
   *
   * @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT, ERR_DEVICE_ILLEGAL_STATE
   */
  reportImpression(input: ImpressionReport, origin: Origin = {}): Promise<void> {
    return this.call("reportImpression", origin, async (call) =>
      this.device.outbox.send(call, await reportImpression(call, this.device, input)),
    );
  }

  /** @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT, ERR_DEVICE_ILLEGAL_STATE */
  reportEvent(input: InteractionReport, origin: Origin = {}): Promise<void> {
    return this.call("reportEvent", origin, async (call) =>
      this.device.outbox.send(call, reportEvent(call, this.device, input)),
    );
  }

  /**
   * Counts what frequency caps look at; an ad without counter keys is a success, and so is an unknown id.
   *
   * @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT, ERR_DEVICE_ILLEGAL_STATE, ERR_DEVICE_SERVICE_UNAVAILABLE
   */
  updateAdCounterHistogram(input: HistogramUpdate, origin: Origin = {}): Promise<void> {
    return this.call("updateAdCounterHistogram", origin, async (call) =>
      updateAdCounterHistogram(call, this.device, input),
    );
  }

  /**
   * Says which advertisers may leave ads out because this app is installed; it replaces what was said before.
   *
   * @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT, ERR_DEVICE_ILLEGAL_STATE
   */
  setAppInstallAdvertisers(input: AdvertiserList, origin: Origin = {}): Promise<void> {
    return this.call("setAppInstallAdvertisers", origin, async (call) =>
      setAppInstallAdvertisers(call, this.device, input),
    );
  }

  /** Resolves when everything that was still to be sent has been sent. */
  settled(): Promise<void> {
    return this.device.outbox.settled();
  }

  private call<T>(
    api: DeviceApi,
    origin: Origin,
    work: (call: DeviceCall) => Promise<T>,
  ): Promise<T> {
    const { appId } = this.options;
    return callDevice({ ...this.device.world, appId }, { api, origin }, work);
  }
}

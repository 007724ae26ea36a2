import type { Placement } from "../placement.ts";
import { AdCourse, type ShowOutcome } from "./ad-course.ts";
import type { AdState } from "./ad-state.ts";
import type { AdIds, AdWorld } from "./ad-world.ts";

/** An ad the app may show, and the only way to report on it. */
export interface LoadedAd {
  readonly adId: string;
  readonly requestId: string;
  readonly slotId: string;
  readonly networkId: string;
  /** Absent when the first party won. */
  readonly nodeId: string | undefined;
  readonly source: Placement["source"];
  readonly renderUri: string;
  /** What the network said it pays; an auction on the device does not say. */
  readonly cpmUsd: number | undefined;
  readonly adSelectionId: string | undefined;
  /** From which moment on it cannot be shown, in `elapsedMs` of the clock, as events have it. */
  readonly expiresAtMs: number;
  readonly state: AdState;
  /** Whether it may be shown now. */
  readonly isReady: boolean;
  /**
   * Has the winning network show it, once. An ad that has expired, was let go of, or cannot be shown is a value.
   *
   * @throws MediationError ERR_SDK_ALREADY_SHOWN
   */
  show(): Promise<ShowOutcome>;
  /**
   * Has the winning network report the impression with its own config, once, when the ad has been shown.
   *
   * @throws MediationError ERR_SDK_WRONG_STATE, ERR_SDK_ALREADY_REPORTED, ERR_SDK_REPORT_FAILED
   */
  reportImpression(): Promise<void>;
  /**
   * Reports a click, a view or another interaction to whoever registered a beacon for it, which the report of the
   * impression does: so after that.
   *
   * @throws MediationError ERR_SDK_WRONG_STATE, ERR_SDK_REPORT_FAILED
   */
  reportEvent(key: string, data?: string): Promise<void>;
  /**
   * The user has earned what a rewarded ad promises; once, after the impression.
   *
   * @throws MediationError ERR_SDK_WRONG_STATE
   */
  reward(): Promise<void>;
  /**
   * Takes it off the screen, and with it the end of its life; reports under way come first.
   *
   * @throws MediationError ERR_SDK_WRONG_STATE
   */
  hide(): Promise<void>;
  /**
   * Lets go of an ad that will not be shown. One that is over already is left alone.
   *
   * @throws MediationError ERR_SDK_WRONG_STATE
   */
  invalidate(reason?: string): Promise<void>;
}

export function createLoadedAd(ids: AdIds, placement: Placement, world: AdWorld): LoadedAd {
  const { source, networkId, nodeId, fill } = placement;
  const { renderUri, cpmUsd, adSelectionId } = fill;
  const { requestId, adId } = ids;
  const context = { ...world, placement, facts: { requestId, adId, networkId } };
  const course = new AdCourse(context, () => world.onChange(ad));
  const ad: LoadedAd = {
    ...ids,
    networkId,
    nodeId,
    source,
    renderUri,
    cpmUsd,
    adSelectionId,
    expiresAtMs: course.expiresAtMs,
    get state() {
      return course.state;
    },
    get isReady() {
      return course.isReady;
    },
    show: () => course.show(),
    reportImpression: () => course.reportImpression(),
    reportEvent: (key, data = "") => course.reportEvent({ key, data }),
    reward: () => course.reward(),
    hide: () => course.hide(),
    invalidate: (reason = "the app let go of it") => course.drop(reason),
  };
  world.onChange(ad);
  return ad;
}

import { z } from "zod";
import { parseOptions } from "../../foundation/parse-options.ts";
import { AD_COUNTER_EVENTS, type AdCounterEvent } from "../../model/ad-filters.ts";
import { AdSelectionIdSchema } from "../../model/ad-selection.ts";
import { checkIdIsSet, findOutcome } from "../ad-selection/find-outcome.ts";
import type { OutcomeStore } from "../ad-selection/outcome-store.ts";
import { admitCaller } from "../callers.ts";
import { checkEnabled } from "../custom-audiences/feature-call.ts";
import type { DeviceCall } from "../device-call.ts";
import { argumentRefused } from "../service-failure.ts";
import { countEvents } from "./count-events.ts";
import type { HistogramStore } from "./histogram-store.ts";

const HistogramUpdateSchema = z.strictObject({
  adSelectionId: AdSelectionIdSchema,
  callerAdTech: z.string(),
  /** Any text: which are none is for Android to say. */
  eventType: z.string(),
});

export interface HistogramUpdate {
  readonly adSelectionId: string;
  /** Has to be enrolled; nobody asks what it has to do with the ad. */
  readonly callerAdTech: string;
  readonly eventType: Exclude<AdCounterEvent, "win">;
}

/**
 * Counts an event for the buyer that won, under each of the winning ad's keys. Where there is nothing to count,
 * the app is told that all is well (spec: on-device 4.3).
 */
export function updateAdCounterHistogram(
  call: DeviceCall,
  stores: { readonly outcomes: OutcomeStore; readonly histogram: HistogramStore },
  input: HistogramUpdate,
): void {
  const update = parseOptions(HistogramUpdateSchema, input, call.api);
  const { adSelectionId, callerAdTech } = update;
  checkIdIsSet(adSelectionId);
  const eventType = checkEventType(update.eventType);
  checkEnabled(call.settings.frequencyCapFilteringEnabled, call.api);
  if (!admitCaller(call, callerAdTech)) return;
  const outcome = findOutcome(call, stores.outcomes, adSelectionId);
  const { buyer = "", adCounterKeys = [] } = outcome ?? {};
  if (adCounterKeys.length > 0) {
    const won = { adSelectionId, buyer, adCounterKeys };
    countEvents(call, stores.histogram, { ...won, eventType });
    return;
  }
  const detail =
    outcome === undefined
      ? `ad selection ${adSelectionId} is unknown, or this app may not use it`
      : `the ad of ad selection ${adSelectionId} has no counter keys`;
  call.emit({ type: "histogram.unchanged", ...call.labels, adSelectionId, eventType, detail });
}

/** What an app cannot even build. */
function checkEventType(given: string): AdCounterEvent {
  const eventType = AD_COUNTER_EVENTS.find((each) => each === given);
  if (eventType === "win") {
    const detail =
      "the device itself counts wins, when an auction ends: update impression, view or click";
    throw argumentRefused("Win event types cannot be manually updated", detail);
  }
  if (eventType !== undefined) return eventType;
  throw argumentRefused(
    "Ad event type must be one of AD_EVENT_TYPE_IMPRESSION, AD_EVENT_TYPE_VIEW, or AD_EVENT_TYPE_CLICK",
    `the event type is ${JSON.stringify(given)}, which is none of impression, view and click`,
  );
}

import { parseOptions } from "../../foundation/parse-options.ts";
import { ScheduleUpdateSchema, type ScheduleUpdateInput } from "../../model/custom-audience.ts";
import { admitCaller } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import { argumentRefused, SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import type { AudienceDraft } from "./audience-draft.ts";
import { checkEnabled, findBuyer } from "./feature-call.ts";
import type { AppAndBuyer } from "./quarantine.ts";

/** A question to a buyer's server that waits for its time, and then for an answer. */
export interface ScheduledUpdate extends AppAndBuyer {
  readonly uri: string;
  readonly createdAtMs: number;
  readonly dueAtMs: number;
  /** What the app says of audiences that the server may want joined. */
  readonly partials: readonly AudienceDraft[];
}

export type UpdateSchedule = Set<ScheduledUpdate>;

const minuteMs = 60_000;

/** Puts an update on the schedule; the job that carries it out is another matter (spec: on-device 9). */
export function scheduleUpdate(
  call: DeviceCall,
  { updateSchedule: schedule }: { readonly updateSchedule: UpdateSchedule },
  asked: ScheduleUpdateInput,
): void {
  const input = parseOptions(ScheduleUpdateSchema, asked, call.api);
  checkEnabled(call.settings.scheduleCustomAudienceUpdateEnabled, "scheduleCustomAudienceUpdate");
  const pair = { owner: call.appId, buyer: findBuyer(call, input.updateUri) };
  if (!admitCaller(call, pair.buyer)) return;
  const delayMs = checkDelay(call, input.minDelayMs);
  makeRoom(call, schedule, { pair, isReplaced: input.shouldReplacePendingUpdates });
  const createdAtMs = call.environment.clock.nowMs();
  const uri = input.updateUri;
  const partials = input.partialCustomAudiences.map((partial) => ({ ...partial, ...pair }));
  schedule.add({ ...pair, uri, createdAtMs, dueAtMs: createdAtMs + delayMs, partials });
  call.emit({ type: "audience-update.scheduled", ...call.labels, ...pair, uri, delayMs });
}

/** Whole minutes count. */
function checkDelay({ settings }: DeviceCall, minDelayMs: number): number {
  const { scheduledUpdateMinDelayMs: least, scheduledUpdateMaxDelayMs: most } = settings;
  const delayMs = Math.floor(minDelayMs / minuteMs) * minuteMs;
  if (delayMs >= least && delayMs <= most) return delayMs;
  const detail = `the delay is ${minDelayMs} ms; it has to be from ${least} to ${most}`;
  throw argumentRefused("Delay Time not within permissible limits", detail);
}

/** One app has one update pending with one buyer. */
function makeRoom(
  call: DeviceCall,
  schedule: UpdateSchedule,
  { pair, isReplaced }: { readonly pair: AppAndBuyer; readonly isReplaced: boolean },
): void {
  const { owner, buyer } = pair;
  const pending = [...schedule].filter((each) => each.owner === owner && each.buyer === buyer);
  const [first] = pending;
  if (first !== undefined && !isReplaced) {
    throw new ServiceFailure({
      status: SERVICE_STATUS.updateAlreadyPending,
      message: "Failed to schedule update. A request is already pending.",
      rule: "audience-update-pending",
      detail: `${owner} has an update from ${first.uri} pending`,
    });
  }
  for (const update of pending) {
    schedule.delete(update);
    const detail = "a later one replaces it";
    call.emit({
      type: "audience-update.dropped",
      ...call.labels,
      ...pair,
      uri: update.uri,
      detail,
    });
  }
}

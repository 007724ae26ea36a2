import type { JsonObject, JsonValue } from "../../foundation/json.ts";
import type { DeviceCall } from "../device-call.ts";
import { LenientJsonError } from "../lenient-json-reader.ts";
import { isJsonObject } from "../lenient-json.ts";
import { ServiceFailure } from "../service-failure.ts";
import type { AudienceDraft } from "./audience-draft.ts";
import { toAudienceJson } from "./audience-json.ts";
import type { AudienceStores } from "./audience-stores.ts";
import { checkQuantity } from "./check-quantity.ts";
import { fetchUpdate } from "./fetch-update.ts";
import { fuseAudience } from "./fuse-audience.ts";
import { readJsonObject } from "./read-json-object.ts";
import type { ScheduledUpdate } from "./update-schedule.ts";
import { validateAudience } from "./validate-audience.ts";

/**
 * Carries out what is due, one update after the other. One that fails stays on the schedule until it is too old
 * (spec: on-device 9).
 */
export async function runScheduledUpdates(call: DeviceCall, stores: AudienceStores): Promise<void> {
  dropOverdue(call, stores);
  const nowMs = call.environment.clock.nowMs();
  const due = [...stores.updateSchedule].filter(({ dueAtMs }) => dueAtMs <= nowMs);
  for (const update of due) await runUpdate(call, stores, update);
}

function dropOverdue(call: DeviceCall, { updateSchedule: schedule }: AudienceStores): void {
  const { scheduledUpdateLifetimeMs: lifetimeMs } = call.settings;
  const nowMs = call.environment.clock.nowMs();
  for (const update of schedule) {
    const ageMs = nowMs - update.createdAtMs;
    if (ageMs <= lifetimeMs) continue;
    schedule.delete(update);
    const detail = `it is ${ageMs} ms old; the limit is ${lifetimeMs}`;
    const rule = "audience-update-overdue";
    call.emit({
      type: "audience-update.dropped",
      ...call.labels,
      ...factsOf(update),
      detail,
      rule,
    });
  }
}

async function runUpdate(
  call: DeviceCall,
  stores: AudienceStores,
  update: ScheduledUpdate,
): Promise<void> {
  const partials = update.partials.filter((partial) => isValid(call, partial));
  const answer = await askServer(call, update, partials);
  if (typeof answer === "string") {
    const rule = "audience-update-failed";
    const facts = { ...call.labels, ...factsOf(update), rule, detail: answer } as const;
    call.emit({ type: "audience-update.failed", ...facts });
    return;
  }
  // Leaving first may make the room that joining needs.
  for (const name of listOf(answer["leave"]).filter((each) => typeof each === "string")) {
    const { owner, buyer } = update;
    if (!stores.customAudiences.remove({ owner, buyer, name })) continue;
    call.emit({ type: "audience.left", owner, buyer, name, by: "scheduled-update" });
  }
  for (const json of listOf(answer["join"]).filter(isJsonObject)) {
    const partial = partials.find(({ name }) => name === json["name"]) ?? {};
    attempt(call, { update, name: json["name"] }, () => join(call, stores, { json, partial }));
  }
  stores.updateSchedule.delete(update);
}

function isValid(call: DeviceCall, partial: AudienceDraft): boolean {
  const { owner = "", buyer = "", name } = partial;
  const update = { owner, buyer };
  return attempt(call, { update, name }, () => validateAudience(call, partial, "server"));
}

/** The server's answer, or why there is none. */
async function askServer(
  call: DeviceCall,
  { uri }: ScheduledUpdate,
  partials: readonly AudienceDraft[],
): Promise<JsonObject | string> {
  const { httpReadTimeoutMs: timeoutMs, scheduledUpdateMaxResponseBytes: maxBytes } = call.settings;
  const fetched = await fetchUpdate(
    call,
    {
      method: "POST",
      url: uri,
      purpose: "scheduled-update",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ partial_custom_audience_data: partials.map(toAudienceJson) }),
    },
    { timeoutMs, maxBytes },
  );
  if (fetched.kind === "unavailable") return fetched.detail;
  const json = readJsonObject(fetched.text);
  if (!(json instanceof LenientJsonError)) return json;
  return `${uri} answered with no JSON object: ${json.message}`;
}

function join(
  call: DeviceCall,
  { customAudiences: audiences }: AudienceStores,
  { json, partial }: { readonly json: JsonObject; readonly partial: AudienceDraft },
): void {
  const audience = fuseAudience(call, json, partial);
  const { owner, buyer, name } = audience;
  checkQuantity(call, audiences, { owner });
  audiences.put(audience);
  call.emit({ type: "audience.joined", owner, buyer, name, by: "scheduled-update" });
}

/** What Android skips without a word is told to the trace. */
function attempt(
  call: DeviceCall,
  of: { readonly update: { owner: string; buyer: string }; readonly name: JsonValue | undefined },
  work: () => void,
): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    const { owner, buyer } = of.update;
    const name = typeof of.name === "string" ? of.name : "(no name)";
    const facts = { owner, buyer, name, rule: "audience-refused", detail: error.detail } as const;
    call.emit({ type: "audience.refused", ...call.labels, ...facts });
    return false;
  }
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function factsOf({ owner, buyer, uri }: ScheduledUpdate) {
  return { owner, buyer, uri };
}

import type { DeviceCall } from "../device-call.ts";
import type { FilterStores } from "../filters/filter-stores.ts";
import { forgetUninstalledApps } from "../filters/set-app-install-advertisers.ts";
import { runStage, type Stage } from "../stage.ts";
import type { AudienceStores } from "./audience-stores.ts";
import type { CustomAudienceStore, StoredAudience } from "./custom-audience-store.ts";
import { deleteUnwanted } from "./delete-unwanted.ts";
import { fetchUpdate } from "./fetch-update.ts";
import { readDailyUpdate, type DailyUpdate } from "./read-daily-update.ts";

/**
 * Clears away what may go, then asks for the data of every custom audience whose turn it is, the longest
 * waiting first, one after the other (spec: on-device 9). Gives the reason when time runs out: who was not
 * reached is first next time.
 */
export async function runDailyUpdate(
  call: DeviceCall,
  { customAudiences: audiences, appInstalls }: AudienceStores & Pick<FilterStores, "appInstalls">,
): Promise<string | undefined> {
  deleteUnwanted(call, audiences);
  forgetUninstalledApps(call, appInstalls);
  const startedAtMs = call.environment.clock.nowMs();
  const due = findDue(call, audiences.all());
  const timeoutMs = call.settings.dailyUpdateJobTimeoutMs;
  const run = await runStage(call.environment.clock, { timeoutMs }, async (stage) => {
    for (const audience of due) {
      const update = await askBuyer(call, audience, stage);
      applyUpdate(call, audiences, { audience, update, startedAtMs });
    }
  });
  return run.kind === "timed-out" ? `the job ${run.detail}` : undefined;
}

interface Answer {
  /** As it was when its buyer was asked. */
  readonly audience: StoredAudience;
  readonly update: DailyUpdate;
  /** When the job began: from then on the interval counts. */
  readonly startedAtMs: number;
}

function applyUpdate(
  call: DeviceCall,
  audiences: CustomAudienceStore,
  { audience, update, startedAtMs }: Answer,
): void {
  const { owner, buyer, name, dailyUpdateUri: uri } = audience;
  const facts = { ...call.labels, owner, buyer, name };
  if (update.kind === "refused") {
    const loss = { rule: "audience-update-failed", detail: update.detail } as const;
    call.emit({ type: "audience-update.failed", ...facts, uri, ...loss });
    return;
  }
  const current = audiences.find(audience);
  if (current === undefined) return; // left in the meantime
  const { changes, ignored } = update;
  audiences.put({ ...current, ...changes, lastUpdatedMs: startedAtMs });
  const fields = Object.keys(changes);
  call.emit({ type: "audience.updated", ...facts, fields, ignored: [...ignored] });
}

/** One whose last success is an interval ago; one that lacks something never had any. */
function findDue(
  { settings, environment }: DeviceCall,
  audiences: readonly StoredAudience[],
): readonly StoredAudience[] {
  const nowMs = environment.clock.nowMs();
  const { dailyUpdateIntervalMs: intervalMs, dailyUpdateMaxAudiences: most } = settings;
  return audiences
    .filter(({ activationTimeMs }) => activationTimeMs <= nowMs)
    .filter(({ lastUpdatedMs }) => lastUpdatedMs + intervalMs <= nowMs)
    .toSorted((one, other) => one.lastUpdatedMs - other.lastUpdatedMs)
    .slice(0, most);
}

async function askBuyer(
  call: DeviceCall,
  { buyer, dailyUpdateUri: url }: StoredAudience,
  stage: Stage,
): Promise<DailyUpdate> {
  const { dailyUpdateReadTimeoutMs: timeoutMs, dailyUpdateMaxResponseBytes: maxBytes } =
    call.settings;
  const request = { method: "GET", url, purpose: "daily-update" } as const;
  const fetched = await fetchUpdate(call, request, { timeoutMs, maxBytes, stage });
  if (fetched.kind === "unavailable") return { kind: "refused", detail: fetched.detail };
  return readDailyUpdate(call.settings, buyer, fetched.text);
}

import { createCustomAudienceStore, type CustomAudienceStore } from "./custom-audience-store.ts";
import { createQuarantine, type Quarantine } from "./quarantine.ts";
import type { UpdateSchedule } from "./update-schedule.ts";

/** What the device keeps of custom audiences. */
export interface AudienceStores {
  readonly customAudiences: CustomAudienceStore;
  readonly quarantine: Quarantine;
  readonly updateSchedule: UpdateSchedule;
}

export function createAudienceStores(): AudienceStores {
  return {
    customAudiences: createCustomAudienceStore(),
    quarantine: createQuarantine(),
    updateSchedule: new Set(),
  };
}

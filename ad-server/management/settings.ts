import { z } from "zod";
import type { JsonObject } from "../../sdk/foundation/json.ts";
import { checkInput } from "../request-validator.ts";
import type { Store } from "../store/store.ts";
import { NameSchema } from "./fields.ts";
import { mergePatch } from "./merge-patch.ts";
import { conflict } from "./refusals.ts";

/** What holds for all of the seller's placements. */
export const SettingsSchema = z.strictObject({
  default_enable_for_mediation: z
    .boolean()
    .default(true)
    .describe("Whether mediated bids take part in the auctions of a slot that does not say"),
  default_content_retrieval_timeout_ms: z
    .int()
    .nonnegative()
    .default(1_000)
    .describe("How long a network may take whose bid does not say; 0: mediated ads are not served"),
  advertisers: z
    .array(NameSchema)
    .default([])
    .describe("The seller's other advertisers, whose names no network may take"),
});
export type Settings = z.output<typeof SettingsSchema>;

export interface SettingsKeeper {
  get(): Settings;
  change(patch: JsonObject): Settings;
}

/** Kept as the one thing of its kind, once something was changed. */
export function createSettings(
  store: Store,
  networkNames: () => readonly string[],
): SettingsKeeper {
  const kept = store.collection<Settings>("settings");

  function get(): Settings {
    const { id: _id, ...settings } = kept.list()[0] ?? { id: 0 };
    return SettingsSchema.parse(settings);
  }

  return {
    get,
    change(patch) {
      return store.transaction(() => {
        const settings = checkInput(SettingsSchema, mergePatch(get(), patch));
        refuseTakenNames(settings, networkNames());
        const [before] = kept.list();
        if (before === undefined) kept.add(settings);
        else kept.replace(before.id, settings);
        return settings;
      });
    },
  };
}

function refuseTakenNames({ advertisers }: Settings, networkNames: readonly string[]): void {
  const taken = new Set(networkNames.map((name) => name.toLowerCase()));
  const index = advertisers.findIndex((name) => taken.has(name.toLowerCase()));
  if (index === -1) return;
  throw conflict(`advertisers[${index}]`, `There is a network "${advertisers[index]}"`);
}

import { z } from "zod";
import { parseOptions } from "../../foundation/parse-options.ts";
import type { CustomAudienceInput } from "../../model/custom-audience.ts";
import type { DeviceCall } from "../device-call.ts";
import type { AudienceStores } from "./audience-stores.ts";
import { joinCustomAudience } from "./join-custom-audience.ts";

const PreloadOptionsSchema = z.strictObject({
  lastUpdatedAtMs: z
    .number()
    .optional()
    .describe("When its ads and bidding data were last updated, in milliseconds since the epoch"),
});
export type PreloadOptions = z.input<typeof PreloadOptionsSchema>;

/** Joins, and has the audience look as old as it is told to (spec: on-device 6.5). */
export function preloadCustomAudience(
  call: DeviceCall,
  stores: AudienceStores,
  {
    audience,
    options,
  }: { readonly audience: CustomAudienceInput; readonly options: PreloadOptions },
): void {
  const { lastUpdatedAtMs } = parseOptions(PreloadOptionsSchema, options, call.api);
  joinCustomAudience(call, stores, audience);
  const { buyer, name } = audience;
  const joined = stores.customAudiences.find({ owner: call.appId, buyer, name });
  if (joined === undefined || lastUpdatedAtMs === undefined) return;
  stores.customAudiences.put({ ...joined, lastUpdatedMs: lastUpdatedAtMs });
}

import { z } from "zod";
import { parseOptions } from "../../foundation/parse-options.ts";
import { admitCaller } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import type { AudienceStores } from "./audience-stores.ts";

const AudienceNameSchema = z.strictObject({ buyer: z.string(), name: z.string() });

/** One of the calling app's own custom audiences. */
export type AudienceName = z.infer<typeof AudienceNameSchema>;

/** One that was never joined is left without a word (spec: on-device 9). */
export function leaveCustomAudience(
  call: DeviceCall,
  { customAudiences: audiences }: AudienceStores,
  input: AudienceName,
): void {
  const { buyer, name } = parseOptions(AudienceNameSchema, input, call.api);
  if (!admitCaller(call, buyer)) return;
  const owner = call.appId;
  if (!audiences.remove({ owner, buyer, name })) return;
  call.emit({ type: "audience.left", owner, buyer, name });
}

import { parseOptions } from "../../foundation/parse-options.ts";
import { CustomAudienceSchema, type CustomAudienceInput } from "../../model/custom-audience.ts";
import { admitCaller } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import type { AudienceStores } from "./audience-stores.ts";
import { checkQuantity } from "./check-quantity.ts";
import { toStoredAudience } from "./to-stored-audience.ts";
import { validateAudience } from "./validate-audience.ts";

/** First there has to be room, then the audience has to be right; it overwrites whatever it was before. */
export function joinCustomAudience(
  call: DeviceCall,
  { customAudiences: audiences }: AudienceStores,
  input: CustomAudienceInput,
): void {
  const audience = parseOptions(CustomAudienceSchema, input, "a custom audience");
  const owner = call.appId;
  const { buyer, name } = audience;
  if (!admitCaller(call, buyer)) return;
  checkQuantity(call, audiences, { owner, buyer });
  validateAudience(call, audience, "app");
  audiences.put(toStoredAudience(call, { ...audience, owner }));
  call.emit({ type: "audience.joined", owner, buyer, name });
}

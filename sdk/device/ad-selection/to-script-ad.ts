import type { JsonObject } from "../../foundation/json.ts";

/** An ad as scripts see it: of all that is stored with one, counter keys only, where it has some (spec: on-device 1.2). */
export function toScriptAd(ad: {
  readonly renderUri: string;
  readonly metadata: JsonObject;
  readonly adCounterKeys?: readonly number[];
}): JsonObject {
  const { renderUri, metadata, adCounterKeys } = ad;
  const keys = adCounterKeys && { ad_counter_keys: [...adCounterKeys] };
  return { render_uri: renderUri, metadata, ...keys };
}

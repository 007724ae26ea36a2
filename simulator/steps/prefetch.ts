import { NameSchema } from "../scenario/fields.ts";
import { defineStep } from "./step-definition.ts";

export const prefetchStep = defineStep({
  verb: "prefetch",
  meaning: "Request an ad for this slot's cache, where the next request finds it",
  example: "<slot id>",
  scope: "sdk",
  value: NameSchema,
  beside: ["reserveCpmUsd"],
  namesSlot: true,
  describe: ({ value: slotId }) => slotId,
  async run({ phone }, { value: slotId, reserveCpmUsd }) {
    const result = await phone.sdk.prefetchAd({ slotId, reserveCpmUsd });
    if (result.kind !== "cache-full") return undefined;
    const ads = result.waiting === 1 ? "1 ad waits" : `${result.waiting} ads wait`;
    return {
      kind: "skipped",
      detail: `${ads} for slot "${slotId}", and there is no room for more`,
    };
  },
});

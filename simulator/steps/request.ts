import { NameSchema } from "../scenario/fields.ts";
import { defineStep } from "./step-definition.ts";

export const requestStep = defineStep({
  verb: "request",
  meaning: "Request an ad for this slot",
  example: "<slot id>",
  scope: "sdk",
  value: NameSchema,
  beside: [],
  namesSlot: true,
  describe: ({ value: slotId }) => slotId,
  async run({ phone, requests }, { value: slotId }) {
    requests.push({ slotId, result: await phone.sdk.requestAd({ slotId }) });
    return undefined;
  },
});

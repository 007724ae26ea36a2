import { NameSchema } from "../scenario/fields.ts";
import { defineStep } from "./step-definition.ts";

export const requestStep = defineStep({
  verb: "request",
  meaning: "Request an ad for this slot",
  example: "<slot id>",
  scope: "sdk",
  value: NameSchema,
  beside: ["reserveCpmUsd"],
  namesSlot: true,
  describe: ({ value: slotId }) => slotId,
  async run({ phone, requests }, { value: slotId, reserveCpmUsd }) {
    requests.push({ slotId, result: await phone.sdk.requestAd({ slotId, reserveCpmUsd }) });
    return undefined;
  },
});

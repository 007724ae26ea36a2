import type { Signals } from "../../sdk/index.ts";
import { NameSchema } from "../scenario/fields.ts";
import { actOnAd } from "./ad-step.ts";
import { defineStep } from "./step-definition.ts";

export const eventStep = defineStep({
  verb: "event",
  meaning: "Report an event of this name",
  example: "<key>",
  scope: "sdk",
  value: NameSchema,
  beside: ["data", "slotId"],
  describe: ({ value: key, slotId }) => (slotId === undefined ? key : `${key} ${slotId}`),
  run: (world, { value: key, data, slotId }) =>
    actOnAd(world, slotId, (ad) => ad.reportEvent(key, toText(data))),
});

/** Beacons carry text. */
export function toText(data: Signals | undefined): string | undefined {
  return typeof data === "object" ? JSON.stringify(data) : data;
}

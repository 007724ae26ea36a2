import { DurationSchema, renderDuration } from "../scenario/fields.ts";
import { defineStep } from "./step-definition.ts";

export const advanceStep = defineStep({
  verb: "advance",
  meaning: "Let time pass: 250ms, 5s, 10m, 2h, 3d",
  example: "2h",
  scope: "device",
  value: DurationSchema,
  beside: [],
  describe: ({ value: durationMs }) => renderDuration(durationMs),
  async run({ phone }, { value: durationMs }) {
    await phone.clock.sleep(durationMs);
    return undefined;
  },
});

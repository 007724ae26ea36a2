import { z } from "zod";
import type { HistogramUpdate } from "../../sdk/index.ts";
import { NameSchema } from "../scenario/fields.ts";
import { defineDeviceStep } from "./device-step.ts";

export const updateAdCounterHistogramStep = defineDeviceStep({
  verb: "updateAdCounterHistogram",
  meaning: "Count an event of an ad, for frequency caps",
  example: "{ of: <name>, callerAdTech: …, eventType: impression }",
  value: z.strictObject({
    of: NameSchema.describe("The outcome: name of an earlier step, or id"),
    callerAdTech: z.string().describe("Host in whose name the app counts"),
    eventType: z
      .enum(["impression", "view", "click", "win"])
      .describe("What happened; win is refused, as Android counts wins itself"),
  }),
  beside: ["app", "expect"],
  describe: ({ of, eventType }) => `${eventType} of ${of}`,
  needs: ({ of }) => [of],
  call: (adServices, { of, callerAdTech, eventType }, { outcomes }) =>
    adServices.updateAdCounterHistogram({
      adSelectionId: outcomes.idOf(of) ?? of,
      callerAdTech,
      eventType: eventType as HistogramUpdate["eventType"], // what the device makes of a win is its own affair
    }),
});

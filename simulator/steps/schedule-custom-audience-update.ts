import { z } from "zod";
import { DurationSchema, NameSchema } from "../scenario/fields.ts";
import { defineDeviceStep } from "./device-step.ts";
import { appFacts, toAppFacts } from "./fetch-and-join-custom-audience.ts";

export const scheduleCustomAudienceUpdateStep = defineDeviceStep({
  verb: "scheduleCustomAudienceUpdate",
  meaning: "Have the buyer's server asked later which custom audiences to leave and to join",
  example: "{ updateUri: …, minDelay: 30m }",
  value: z.strictObject({
    updateUri: z.string().describe("Address on the buyer's host"),
    minDelay: DurationSchema.describe("From when on the job scheduled-update asks it"),
    partialCustomAudiences: z
      .array(z.strictObject({ name: NameSchema.describe("Name of the audience"), ...appFacts }))
      .default([])
      .describe("What the app says of audiences that the server is going to describe"),
    shouldReplacePendingUpdates: z
      .boolean()
      .default(false)
      .describe("Whether a pending update of the same app and buyer makes way"),
  }),
  beside: ["app", "expect"],
  describe: ({ updateUri }) => updateUri,
  call: (adServices, { minDelay, partialCustomAudiences, ...update }) =>
    adServices.scheduleCustomAudienceUpdate({
      ...update,
      minDelayMs: minDelay,
      partialCustomAudiences: partialCustomAudiences.map(({ name, ...facts }) => ({
        name,
        ...toAppFacts(facts),
      })),
    }),
});

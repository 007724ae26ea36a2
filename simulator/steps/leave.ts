import { z } from "zod";
import { NameSchema } from "../scenario/fields.ts";
import { defineDeviceStep } from "./device-step.ts";

export const leaveStep = defineDeviceStep({
  verb: "leave",
  meaning: "Leave a custom audience",
  example: "{ buyer: …, name: … }",
  value: z.strictObject({
    buyer: NameSchema.describe("Host that owns the audience"),
    name: NameSchema.describe("Name of the audience"),
  }),
  beside: ["app", "expect"],
  describe: ({ buyer, name }) => `${buyer}/${name}`,
  call: (adServices, audience) => adServices.leaveCustomAudience(audience),
});

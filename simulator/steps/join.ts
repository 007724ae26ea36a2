import { ScenarioAudienceSchema } from "../scenario/device-schema.ts";
import { defineDeviceStep } from "./device-step.ts";

export const joinStep = defineDeviceStep({
  verb: "join",
  meaning: "Join a custom audience",
  example: "{ buyer: …, name: … }",
  value: ScenarioAudienceSchema,
  beside: ["app", "expect"],
  describe: ({ buyer, name }) => `${buyer}/${name}`,
  call: (adServices, audience) => adServices.joinCustomAudience(audience),
});

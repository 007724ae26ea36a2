import { z } from "zod";
import { SignalsSchema } from "../../sdk/index.ts";
import { NameSchema } from "../scenario/fields.ts";
import { defineDeviceStep } from "./device-step.ts";
import { toText } from "./event.ts";

export const reportEventStep = defineDeviceStep({
  verb: "reportEvent",
  meaning: "Report an event to the beacons that were registered for it",
  example: "{ of: <name>, key: click }",
  value: z.strictObject({
    of: NameSchema.describe("The outcome: name of an earlier step, or id"),
    key: z.string().describe("Key that the reporting script registered the beacon under"),
    data: SignalsSchema.default("").describe("What the beacons are sent"),
    destinations: z
      .array(z.enum(["seller", "buyer"]))
      .default(["seller", "buyer"])
      .describe("Whose beacons"),
  }),
  beside: ["app", "expect"],
  describe: ({ of, key }) => `${key} of ${of}`,
  needs: ({ of }) => [of],
  call: (adServices, { of, key, data, destinations }, { outcomes }) =>
    adServices.reportEvent({
      adSelectionId: outcomes.idOf(of) ?? of,
      key,
      data: toText(data) ?? "",
      destinations,
    }),
});

import { z } from "zod";
import { defineDeviceStep } from "./device-step.ts";

export const setAppInstallAdvertisersStep = defineDeviceStep({
  verb: "setAppInstallAdvertisers",
  meaning: "Say which advertisers may know that the app is installed",
  example: "{ advertisers: […] }",
  value: z.strictObject({
    advertisers: z.array(z.string()).describe("Their hosts; they take the place of earlier ones"),
  }),
  beside: ["app", "expect"],
  describe: ({ advertisers }) => advertisers.join(", ") || "nobody",
  call: (adServices, value) => adServices.setAppInstallAdvertisers(value),
});

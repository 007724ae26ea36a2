import { z } from "zod";

/** What a frequency cap counts. The device counts wins itself; of the others the app tells it. */
export const AD_COUNTER_EVENTS = ["win", "impression", "view", "click"] as const;
export type AdCounterEvent = (typeof AD_COUNTER_EVENTS)[number];

/** Once `maxCount` events of a key lie within the interval, the ad stays out. */
const FrequencyCapSchema = z.strictObject({
  adCounterKey: z.int().describe("Whose events count: one of the buyer's own numbers"),
  maxCount: z.int().describe("From how many events on the ad is left out"),
  intervalMs: z.number().describe("How far back events count, in milliseconds; whole seconds do"),
});
export type FrequencyCap = z.infer<typeof FrequencyCapSchema>;

const caps = (event: AdCounterEvent) =>
  z.array(FrequencyCapSchema).readonly().optional().describe(`Caps on ${event} events of the ad`);

/** What keeps an ad out of auctions (spec: on-device 2.3). */
export const AdFiltersSchema = z.strictObject({
  frequencyCap: z
    .strictObject({
      win: caps("win"),
      impression: caps("impression"),
      view: caps("view"),
      click: caps("click"),
    })
    .optional()
    .describe("Leaves the ad out after so many events"),
  appInstall: z
    .strictObject({
      packageNames: z
        .array(z.string())
        .readonly()
        .describe("Apps that leave the ad out once they have listed its buyer"),
    })
    .optional()
    .describe("Leaves the ad out for apps that are installed already"),
});
export type AdFilters = z.infer<typeof AdFiltersSchema>;

import { z } from "zod";
import { CapSchema } from "./cap.ts";

export const AdFormatSchema = z.enum(["banner", "interstitial", "rewarded", "native", "app-open"]);
export type AdFormat = z.infer<typeof AdFormatSchema>;

/** Width and height in density-independent pixels. */
export const AdSizeSchema = z.tuple([z.int().positive(), z.int().positive()]);

/** A configured place for an ad. */
export const AdSlotSchema = z.strictObject({
  slotId: z.string().min(1),
  format: AdFormatSchema,
  sizes: z.array(AdSizeSchema).optional(),
  /** How often its ads may be shown. */
  cap: CapSchema.optional(),
  /** While an ad is shown, how often another is asked for; for banners. */
  refreshMs: z.int().positive().optional(),
});
export type AdSlot = z.infer<typeof AdSlotSchema>;

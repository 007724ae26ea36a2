import { z } from "zod";
import { CapSchema } from "./cap.ts";

export const AdFormatSchema = z.enum(["banner", "interstitial", "rewarded", "native", "app-open"]);
export type AdFormat = z.infer<typeof AdFormatSchema>;

/** Width and height in density-independent pixels. */
export const AdSizeSchema = z.tuple([z.int().positive(), z.int().positive()]);

/** What a rewarded ad promises the user. */
export const RewardSchema = z.strictObject({
  type: z.string().min(1),
  amount: z.number().positive(),
});

/** A configured place for an ad. */
export const AdSlotSchema = z
  .strictObject({
    slotId: z.string().min(1),
    format: AdFormatSchema,
    sizes: z.array(AdSizeSchema).optional(),
    /** How often its ads may be shown. */
    cap: CapSchema.optional(),
    /** While an ad is shown, how often another is asked for; for banners. */
    refreshMs: z.int().positive().optional(),
    /** Without it, a rewarded ad promises one "reward". */
    reward: RewardSchema.optional(),
  })
  .check(refuseSlotContradictions);
export type AdSlot = z.infer<typeof AdSlotSchema>;

/** What only some formats have; a check for whatever schema holds a slot. */
const FORMATS_WITH = {
  refreshMs: ["banner", "native"],
  reward: ["rewarded"],
} as const satisfies Record<string, readonly AdFormat[]>;

type FormatBound = { readonly [Key in keyof typeof FORMATS_WITH]?: unknown };

export function refuseSlotContradictions({
  value,
  issues,
}: z.core.ParsePayload<FormatBound & { readonly format: AdFormat }>): void {
  for (const [key, formats] of Object.entries(FORMATS_WITH)) {
    const isBound = value[key as keyof FormatBound] !== undefined;
    const fitting: readonly AdFormat[] = formats;
    if (!isBound || fitting.includes(value.format)) continue;
    const message = `goes with format ${formats.join(" or ")}, not with ${value.format}`;
    issues.push({ code: "custom", path: [key], message, input: value });
  }
}

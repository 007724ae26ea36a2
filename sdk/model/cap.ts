import { z } from "zod";

/** How often, and how soon again, ads may be shown; counted in impressions. */
export const CapSchema = z
  .strictObject({
    /** At most so many impressions … */
    impressions: z.int().positive().optional(),
    /** … within this span. */
    windowMs: z.int().positive().optional(),
    /** Pacing: the least time between one impression and the next. */
    minIntervalMs: z.int().positive().optional(),
  })
  .refine(({ impressions, windowMs }) => (impressions === undefined) === (windowMs === undefined), {
    message: "impressions and windowMs go together: so many within so long",
    abort: true,
  })
  .refine(({ impressions, minIntervalMs }) => (impressions ?? minIntervalMs) !== undefined, {
    message: "a cap has impressions with windowMs, or minIntervalMs, or all of them",
  });
export type Cap = z.infer<typeof CapSchema>;

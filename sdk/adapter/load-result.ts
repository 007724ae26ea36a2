import { z } from "zod";
import type { LoadResult } from "./network-adapter.ts";

/** The answer of a network on whose side something is broken. */
export const NetworkErrorSchema = z.object({
  kind: z.literal("error"),
  error: z.object({ code: z.string(), message: z.string() }),
});

/** What `load` may answer. An adapter is foreign code, so its answers are checked like any other input. */
export const LoadResultSchema: z.ZodType<LoadResult> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("fill"),
    renderUri: z.string(),
    cpmUsd: z.number().nonnegative().optional(),
    adSelectionId: z.string().optional(),
  }),
  z.object({ kind: z.literal("no-fill"), reason: z.string() }),
  NetworkErrorSchema,
]);

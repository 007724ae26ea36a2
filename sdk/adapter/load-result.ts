import { z } from "zod";
import type { InitializationResult, LoadResult, ShowResult } from "./network-adapter.ts";

/** The answer of a network on whose side something is broken. */
export const NetworkErrorSchema = z.object({
  kind: z.literal("error"),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }),
});

/** What `load` may answer. An adapter is foreign code, so its answers are checked like any other input. */
export const LoadResultSchema: z.ZodType<LoadResult> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("fill"),
    renderUri: z.string(),
    cpmUsd: z.number().nonnegative().optional(),
    adSelectionId: z.string().optional(),
    expiresInMs: z.number().positive().optional(),
  }),
  z.object({ kind: z.literal("no-fill"), reason: z.string() }),
  NetworkErrorSchema,
]);

/** What `initialize` may answer. */
export const InitializationResultSchema: z.ZodType<InitializationResult> = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("initialized") }),
    z.object({ kind: z.literal("does-not-apply"), reason: z.string() }),
    NetworkErrorSchema,
  ],
);

/** What `show` may answer. */
export const ShowResultSchema: z.ZodType<ShowResult> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("shown"), paidCpmUsd: z.number().nonnegative().optional() }),
  z.object({ kind: z.literal("not-shown"), reason: z.string() }),
  NetworkErrorSchema,
]);

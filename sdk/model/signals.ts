import { z } from "zod";
import type { JsonObject, JsonValue } from "../foundation/json.ts";

export const JsonValueSchema: z.ZodType<JsonValue> = z.json();

export const JsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), JsonValueSchema);

/**
 * Signals are text on Android, and the text may be laxer than JSON (`{bid_floor:2.0}`); an object stands for
 * its JSON text (spec: on-device 1.1).
 */
export const SignalsSchema = z.union([z.string(), JsonObjectSchema]);
export type Signals = z.infer<typeof SignalsSchema>;

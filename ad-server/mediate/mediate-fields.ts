import { z } from "zod";

/** An optional field; null is the same as absent (spec: mediate-endpoint 1.2). */
export function optional<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodOptional<z.ZodNullable<Schema>> {
  return schema.nullish();
}

const isInt64 = (value: number): boolean =>
  Number.isInteger(value) && !Object.is(value, -0) && value >= -(2 ** 63) && value <= 2 ** 63;

/** A 64-bit integer. What a number loses when it is parsed, `300.0` or the last digits, is looked at in the raw text. */
export function int64(min?: number): z.ZodNumber {
  const integer = z.number().refine(isInt64, "expected an integer of 64 bits");
  return (min === undefined ? integer : integer.min(min)).meta({ type: "integer" });
}

export function isInt64Schema(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodNumber && schema.meta()?.["type"] === "integer";
}

export const nonEmptyText = z.string().min(1);
export const texts = z.array(z.string());
export const integers = z.array(int64());

import { z } from "zod";
import { bidInputShape } from "./bid-schema.ts";
import { networkInputShape } from "./network-schema.ts";

const BODIES = {
  "mediated-networks": z.strictObject(networkInputShape),
  "mediated-bids": z.strictObject(bidInputShape),
};

/** Whether a field, such as `creative.uid`, is text and nothing else: `12` is no number there. */
export function isTextField(resource: keyof typeof BODIES, field: string): boolean {
  const schema = field.split(".").reduce<z.core.$ZodType | undefined>(find, BODIES[resource]);
  const text = schema && unwrap(schema);
  return text instanceof z.ZodType && text.type === "string";
}

function find(schema: z.core.$ZodType | undefined, name: string): z.core.$ZodType | undefined {
  const within = schema && unwrap(schema);
  if (within instanceof z.ZodRecord) return within.valueType;
  if (!(within instanceof z.ZodObject)) return undefined;
  return new Map<string, z.core.$ZodType>(Object.entries(within.shape)).get(name);
}

/** What it is where it is neither absent nor null. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const isWrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault;
  return isWrapped ? unwrap(schema.unwrap()) : schema;
}

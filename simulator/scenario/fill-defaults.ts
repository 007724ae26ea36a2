import { z } from "zod";

type Schema = z.core.$ZodType;
type Dictionary = Readonly<Record<string, unknown>>;

/**
 * What was written, with every default where nothing was: the same scenario, even for a Fledgling whose defaults
 * are others. What fits the schema still fits it afterwards; keys come in the order of the schema.
 */
export function fillDefaults(schema: Schema, input: unknown): unknown {
  const known = input === undefined ? defaultOf(schema) : { value: input, isWhole: false };
  const { value } = known;
  if (known.isWhole || !isDictionary(value)) return value;
  const fitting = schemaFor(schema, value);
  if (fitting instanceof z.ZodObject) return fillObject(fitting.shape, value);
  if (fitting instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((entry: unknown) => fillDefaults(fitting.element, entry));
  }
  if (!(fitting instanceof z.ZodRecord)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, fillDefaults(fitting.valueType, entry)]),
  );
}

/** The schema of a value, out of what wraps it and of the alternatives that it does not fit. */
export function schemaFor(schema: Schema, value: unknown): Schema {
  if (schema instanceof z.ZodPipe) return schemaFor(schema.in, value);
  if (schema instanceof z.ZodUnion) {
    const fitting = schema.options.find((option) => z.safeParse(option, value).success);
    return fitting === undefined ? schema : schemaFor(fitting, value);
  }
  return isWrapper(schema) ? schemaFor(schema.unwrap(), value) : schema;
}

function fillObject(shape: z.core.$ZodShape, value: Dictionary): Dictionary {
  return Object.fromEntries(
    Object.entries(shape)
      .map(([key, schema]) => [key, fillDefaults(schema, value[key])] as const)
      .filter(([, filled]) => filled !== undefined),
  );
}

interface Default {
  readonly value: unknown;
  /** Whether it goes past the schema, and hence without the defaults inside. */
  readonly isWhole: boolean;
}

function defaultOf(schema: Schema): Default {
  if (schema instanceof z.ZodDefault) return { value: schema.def.defaultValue, isWhole: true };
  if (schema instanceof z.ZodPrefault) return { value: schema.def.defaultValue, isWhole: false };
  if (schema instanceof z.ZodPipe) return defaultOf(schema.in);
  return isWrapper(schema) ? defaultOf(schema.unwrap()) : { value: undefined, isWhole: true };
}

type Wrapper = z.ZodOptional | z.ZodNullable | z.ZodDefault | z.ZodPrefault | z.ZodLazy;

function isWrapper(schema: Schema): schema is Wrapper {
  const wrappers = [z.ZodOptional, z.ZodNullable, z.ZodDefault, z.ZodPrefault, z.ZodLazy];
  return wrappers.some((wrapper) => schema instanceof wrapper);
}

/** Whether it has parts with names; those of a list are numbers. */
export function isDictionary(value: unknown): value is Dictionary {
  return typeof value === "object" && value !== null;
}

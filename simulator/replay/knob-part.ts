import { z } from "zod";
import { fillDefaults, isDictionary, schemaFor } from "../scenario/fill-defaults.ts";

type Schema = z.core.$ZodType;

/** A place in a recorded scenario: what may stand there, and what does. */
export interface KnobPart {
  readonly keys: readonly string[];
  /** What it is in; undefined for the whole scenario. */
  readonly outer: KnobPart | undefined;
  readonly schema: Schema;
  /** Undefined where nothing is set. */
  readonly value: unknown;
  /** What the options of a network are held against, by the id of its adapter. */
  readonly optionsSchemas: ReadonlyMap<string, Schema>;
}

/** What can be named inside: all that the schema knows, and all that is there. */
export function childrenOf(part: KnobPart): readonly KnobPart[] {
  const { keys } = part;
  const value = openProfile(part);
  const schema = schemaFor(part.schema, value);
  const values = new Map<string, unknown>(isDictionary(value) ? Object.entries(value) : []);
  const known = new Map<string, Schema>(
    schema instanceof z.ZodObject ? Object.entries(schema.shape) : [],
  );
  const inner = innerSchemaOf(schema);
  return Array.from(new Set([...known.keys(), ...values.keys()]), (name) => {
    const child = { ...part, outer: part, keys: [...keys, name], value: values.get(name) };
    const options = optionsSchemaOf(part, name);
    if (options === undefined) return { ...child, schema: known.get(name) ?? inner };
    return { ...child, schema: options, value: fillDefaults(options, child.value) };
  });
}

/** A profile that only has a name is one in which nothing is set otherwise. */
export function openProfile({ keys, value }: Pick<KnobPart, "keys" | "value">): unknown {
  const isName = keys.join(".") === "profile" && typeof value === "string";
  return isName ? { base: value, set: {} } : value;
}

/** Whether it takes keys that are not there: any map of JSON does, and outcomes may be forced on any node. */
export function isOpen({ keys, schema, value }: KnobPart): boolean {
  if (keys.join(".") === "force") return true;
  const fitting = schemaFor(schema, value);
  return fitting instanceof z.ZodRecord && z.safeParse(fitting.valueType, 0).success;
}

function innerSchemaOf(schema: Schema): Schema {
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return schema instanceof z.ZodArray ? schema.element : z.unknown();
}

/** To the scenario the options of a network are any map, but not to the network's adapter. */
function optionsSchemaOf({ keys, value, optionsSchemas }: KnobPart, name: string) {
  if (keys.length !== 2 || keys[0] !== "networks" || name !== "options") return undefined;
  return isDictionary(value) ? optionsSchemas.get(String(value["adapter"])) : undefined;
}

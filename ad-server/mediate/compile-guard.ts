import { z } from "zod";
import { isInt64Schema } from "./mediate-fields.ts";

type Guard = (value: unknown) => boolean;

/** What is being written: a function for each object and list, and what these leave to zod. */
interface Code {
  readonly functions: string[];
  readonly rare: Guard[];
}

/**
 * A quick look at what a schema takes: true means that the schema takes it, false that it is worth a real parse.
 * Nothing is copied, so it costs a fraction of one; it also refuses what only the raw text can tell about. As zod's own
 * parsers it is compiled from a text: closures that call each other take five times as long.
 */
export function compileGuard(schema: z.core.$ZodType): Guard {
  const code: Code = { functions: [], rare: [] };
  const body = `return (value) => ${write(schema, "value", code)};`;
  try {
    // eslint-disable-next-line typescript/no-implied-eval -- only names of our own schemas go into it
    const compile = new Function("rare", [...code.functions, body].join("\n"));
    return compile(code.rare) as Guard;
  } catch {
    // Where no code may come from a text, everything gets a real parse.
    return () => false;
  }
}

/** An expression that is true where the schema takes `value`, an expression itself. */
function write(schema: z.core.$ZodType, value: string, code: Code): string {
  if (schema instanceof z.ZodOptional) {
    return `(${value} === undefined || ${write(schema.def.innerType, value, code)})`;
  }
  if (schema instanceof z.ZodNullable) {
    return `(${value} === null || ${write(schema.def.innerType, value, code)})`;
  }
  if (schema instanceof z.ZodObject) return `${writeObject(schema, code)}(${value})`;
  if (schema instanceof z.ZodBoolean) return `typeof ${value} === "boolean"`;
  if (schema instanceof z.ZodUnknown) return `${value} !== undefined`;
  const least = leastOf(schema);
  if (least !== undefined && schema instanceof z.ZodArray) {
    return `${writeList(schema, least, code)}(${value})`;
  }
  if (least !== undefined) return `(${writeScalar(schema, value)} >= ${least})`;
  // Rare ones may cost what they cost.
  code.rare.push((own) => z.safeParse(schema, own).success);
  return `rare[${code.rare.length - 1}](${value})`;
}

/** Ends in what must not be less than the least. */
function writeScalar(schema: z.core.$ZodType, value: string): string {
  if (schema instanceof z.ZodString) {
    return `typeof ${value} === "string" && ${value}.isWellFormed() && ${value}.length`;
  }
  return isInt64Schema(schema)
    ? `Number.isSafeInteger(${value}) && !Object.is(${value}, -0) && ${value}`
    : `Number.isFinite(${value}) && ${value}`;
}

/** The name of a function that takes the object. */
function writeObject({ shape }: z.ZodObject, code: Code): string {
  const fields = Object.entries(shape).map(
    ([name, schema]) => ` && ${write(schema, `value[${JSON.stringify(name)}]`, code)}`,
  );
  return addFunction(
    code,
    `return typeof value === "object" && value !== null && !Array.isArray(value)${fields.join("")};`,
  );
}

function writeList({ element }: z.ZodArray, least: number, code: Code): string {
  return addFunction(
    code,
    `if (!Array.isArray(value) || value.length < ${least}) return false;
    for (const each of value) if (!(${write(element, "each", code)})) return false;
    return true;`,
  );
}

function addFunction({ functions }: Code, body: string): string {
  const name = `takes${functions.length}`;
  functions.push(`function ${name}(value) { ${body} }`);
  return name;
}

/** The least length or value; undefined for what is no text, list or number, or is asked for anything else. */
function leastOf(schema: z.core.$ZodType): number | undefined {
  const isKnown =
    schema instanceof z.ZodString || schema instanceof z.ZodArray || schema instanceof z.ZodNumber;
  if (!isKnown || schema instanceof z.ZodNumberFormat) return undefined;
  let least = -Infinity;
  for (const check of schema.def.checks ?? []) {
    const own = leastIn(check) ?? (isInt64Schema(schema) ? least : undefined);
    if (own === undefined) return undefined;
    least = Math.max(least, own);
  }
  return least;
}

function leastIn({ _zod: { def } }: z.core.$ZodCheck): number | undefined {
  const check = def as z.core.$ZodChecks["_zod"]["def"];
  if (check.check === "min_length") return check.minimum;
  return check.check === "greater_than" && check.inclusive ? Number(check.value) : undefined;
}

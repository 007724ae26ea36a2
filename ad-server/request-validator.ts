import type { FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import { HttpError } from "./http-errors.ts";

/** Checks a part of a request against a route's zod schema, and tells the client every problem at once. */
export const compileRequestValidator: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const subject = httpPart ?? "request";
  return (input: unknown) => {
    const result = parseShallowEnough(schema, input);
    if (result === undefined) {
      return { error: new HttpError("BAD_REQUEST", `The ${subject} is nested too deeply.`) };
    }
    if (result.success) return { value: result.data };
    const details = result.error.issues.map(({ path, message }) => ({
      path: z.core.toDotPath(path),
      message,
    }));
    const message = `The ${subject} does not fit what this route takes.`;
    return { error: new HttpError("VALIDATION_ERROR", message, details) };
  };
};

/** Undefined when the input is so deep that the recursive parser runs out of stack. */
function parseShallowEnough(
  schema: z.ZodType,
  input: unknown,
): z.ZodSafeParseResult<unknown> | undefined {
  try {
    return schema.safeParse(input);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

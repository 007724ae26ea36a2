import type { FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { HttpError, type ErrorDetail } from "./http-errors.ts";

/** What Fastify calls the parts of a request, in words. */
const PARTS: Readonly<Record<string, string>> = {
  body: "body",
  querystring: "query",
  params: "path",
  headers: "head",
};

/** Checks a part of a request against a route's zod schema, and tells the client every problem at once. */
export const compileRequestValidator: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const subject = PARTS[httpPart ?? ""] ?? "request";
  return (input: unknown) => {
    try {
      return { value: checkInput(schema, input, subject) };
    } catch (error) {
      if (error instanceof HttpError) return { error };
      throw error;
    }
  };
};

/** @throws HttpError VALIDATION_ERROR, BAD_REQUEST */
export function checkInput<Output>(
  schema: z.ZodType<Output>,
  input: unknown,
  subject = "body",
): Output {
  const result = parseShallowEnough(schema, input);
  if (result === undefined) {
    throw new HttpError("BAD_REQUEST", `The ${subject} is nested too deeply.`);
  }
  if (result.success) return result.data;
  const message = `The ${subject} does not fit what this route takes.`;
  throw new HttpError("VALIDATION_ERROR", message, result.error.issues.flatMap(toDetails));
}

/** Unknown keys come as one problem of what they are in: here, each has its own path. */
function toDetails(issue: z.core.$ZodIssue): readonly ErrorDetail[] {
  const { path, message } = issue;
  if (issue.code !== "unrecognized_keys") return [{ path: toFieldPath(path), message }];
  return issue.keys.map((key) => ({
    path: toFieldPath([...path, key]),
    message: `Unrecognized key: "${key}"`,
  }));
}

/** `line-item.revenue_value`, `[0].network_id`: as documents and command lines write it. */
export function toFieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === "string" && /^[\w-]+$/.test(key))
      return before === "" ? key : `${before}.${key}`;
    return `${before}[${JSON.stringify(typeof key === "symbol" ? key.description : key)}]`;
  }, "");
}

/** What is not there at all is not of a wrong type. */
function wordIssue({ code, input }: z.core.$ZodRawIssue): string | undefined {
  return code === "invalid_type" && input === undefined ? "Required" : undefined;
}

/** Undefined when the input is so deep that the recursive parser runs out of stack. */
function parseShallowEnough<Output>(
  schema: z.ZodType<Output>,
  input: unknown,
): z.ZodSafeParseResult<Output> | undefined {
  try {
    return schema.safeParse(input, { error: wordIssue });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

import { z } from "zod";
import { MediationError } from "./errors.ts";

/**
 * Checks `input` and reports every problem at once, with its path.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function parseOptions<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  subject: string,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new MediationError(
    "ERR_CONFIG_INVALID",
    `Invalid options for ${subject}:\n${z.prettifyError(result.error)}`,
    {
      cause: result.error,
      hint: "Unknown keys are errors too: check the spelling.",
      details: { issues: result.error.issues.map(({ path, message }) => ({ path, message })) },
    },
  );
}

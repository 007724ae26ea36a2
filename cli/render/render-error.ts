import type { Colors } from "picocolors/types.js";
import { MediationError, messageOf } from "../../sdk/index.ts";
import { toPrintable } from "./to-printable.ts";

/** An error for people: what failed and why, what to do, and – only when asked for – where in the code. */
export function renderError(
  thrown: unknown,
  { colours, isVerbose }: { readonly colours: Colors; readonly isVerbose: boolean },
): string {
  const error = thrown instanceof MediationError ? thrown : asInternal(thrown);
  const lines = [`${colours.red(`error ${error.code}:`)} ${error.message}`];
  if (error.hint !== undefined) lines.push(`${colours.cyan("hint:")} ${error.hint}`);
  if (isVerbose) lines.push(colours.dim(traceOf(error)));
  return toPrintable(`${lines.join("\n")}\n`, colours);
}

/** Whatever nobody expected is our mistake, and says so. */
function asInternal(thrown: unknown): MediationError {
  return new MediationError("ERR_INTERNAL", `Fledgling itself is broken: ${messageOf(thrown)}`, {
    cause: thrown,
    hint: "Please report it with the scenario; --verbose prints the stack trace to send along.",
  });
}

function traceOf(error: Error): string {
  const { cause } = error;
  const inner = cause instanceof Error ? `\ncaused by ${cause.stack ?? cause.message}` : "";
  return `${error.stack ?? error.message}${inner}`;
}

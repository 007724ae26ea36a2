import { messageOf } from "../foundation/errors.ts";

/** The reason at the bottom: `fetch` itself only says "fetch failed". */
export function describeNetworkError(thrown: unknown): string {
  if (!(thrown instanceof Error)) return messageOf(thrown);
  // A name with several addresses fails once for each; one is enough to tell.
  if (thrown instanceof AggregateError) return describeNetworkError(thrown.errors[0]);
  if (thrown.cause !== undefined) return describeNetworkError(thrown.cause);
  const { code } = thrown as { readonly code?: unknown };
  // What OpenSSL says is a line of its source code; its code has the words.
  if (typeof code === "string" && code.startsWith("ERR_SSL_")) return code;
  return thrown.message;
}

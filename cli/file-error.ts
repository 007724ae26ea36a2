import { messageOf } from "../sdk/index.ts";

/** Why the file system refused, without the call and the path that Node puts around it. */
export function reasonOf(error: unknown): string {
  const [, reason] = /^E[A-Z]+: ([^,]+)/.exec(messageOf(error)) ?? [];
  return reason ?? messageOf(error);
}

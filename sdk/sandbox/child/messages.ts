import type { ScriptLimits } from "../script-limits.ts";
import type { RunEnd } from "../script-run.ts";
import type { Frame } from "./frames.ts";

/** The file descriptor that carries both directions: streams that Node opens by itself change theirs. */
export const channel = 3;

/** What every end tells besides its report: what of the script ran, or what it took. */
export type Observing = "nothing" | "coverage" | "costs";

/** What a child is started with. */
export interface ChildSettings extends ScriptLimits {
  readonly observing: Observing;
  readonly parentPid: number;
}

/** What a child says. Ends come in the order of the requests. */
export type ChildMessage =
  | { readonly kind: "ready" }
  | {
      readonly kind: "ended";
      readonly end: RunEnd;
      /** The child ends now, through no fault of what waits in its inbox. */
      readonly isLast?: boolean;
    }
  /** Our own fault, not the script's. */
  | { readonly kind: "failed"; readonly message: string };

/** A report is JSON already, and nobody between the isolate and the result needs to read it. */
export function toFrame(message: ChildMessage): Frame {
  if (message.kind !== "ended" || !("report" in message.end)) return { head: message, body: "" };
  const { report = "", ...end } = message.end;
  return { head: { ...message, end }, body: report };
}

export function toMessage({ head, body }: Frame): ChildMessage {
  const message = head as ChildMessage;
  if (message.kind !== "ended" || body === "") return message;
  return { ...message, end: { ...message.end, report: body } as RunEnd };
}

/** What the guard says before it ends the process. */
export const guardWords = {
  hung: "fledgling: the script cannot be stopped",
  bloated: "fledgling: the script fills the memory",
} as const;

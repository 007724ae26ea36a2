import { runWithin, type Deadline } from "../foundation/deadline.ts";
import type { Clock } from "../foundation/environment.ts";

/** A deadline that knows what its work is waiting for, so that running out of time can be explained. */
export interface Stage extends Deadline {
  during<T>(activity: string, work: () => Promise<T>): Promise<T>;
}

export type Staged<T> =
  | { readonly kind: "finished"; readonly value: T }
  | { readonly kind: "timed-out"; readonly detail: string };

/** As `runWithin`; a stage that runs out of time also says what it was still waiting for. */
export async function runStage<T>(
  clock: Clock,
  limits: { readonly timeoutMs: number; readonly outer?: Stage },
  work: (stage: Stage) => Promise<T>,
): Promise<Staged<T>> {
  const pending = new Set<{ readonly activity: string }>();
  let unfinished: readonly string[] = [];
  const staged = await runWithin(clock, limits, (deadline) => {
    // Heard before the work is: once it is interrupted, nothing is pending any more.
    deadline.signal.addEventListener("abort", () => {
      unfinished = [...pending].map(({ activity }) => activity);
    });
    return work({
      ...deadline,
      async during(activity, part) {
        const entry = { activity };
        pending.add(entry);
        try {
          return await (limits.outer?.during(activity, part) ?? part());
        } finally {
          pending.delete(entry);
        }
      },
    });
  });
  if (staged.kind === "finished") return staged;
  return { kind: "timed-out", detail: describeTimeout(staged.timeoutMs, unfinished) };
}

function describeTimeout(timeoutMs: number, unfinished: readonly string[]): string {
  const limit = `did not finish within ${timeoutMs} ms`;
  const [first, ...others] = unfinished;
  if (first === undefined) return limit;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return `${limit}: ${first}${more}`;
}

import type { Origin } from "../model/events/event-fields.ts";
import type { NetworkEnvironment } from "./network-adapter.ts";
import { untilAborted } from "./until-aborted.ts";

interface AnyAnswer {
  readonly kind: string;
}

interface Calling {
  readonly signal: AbortSignal;
  readonly log: NetworkEnvironment["log"];
  /** Whose turn it is. */
  readonly origin: Origin;
}

/**
 * For networks whose own SDK calls back: begins with `start`, and settles with the first answer that it is called back
 * with, or as the signal aborts. What comes after that changes nothing, and is a line in the trace.
 */
export function firstAnswer<Answer extends AnyAnswer>(
  start: (callBack: (answer: Answer) => void) => void,
  { signal, log, origin }: Calling,
): Promise<Answer> {
  const answered = Promise.withResolvers<Answer>();
  let first: Answer | undefined;
  const callBack = (answer: Answer): void => {
    const { kind } = answer;
    if (first !== undefined) {
      log(`called back again, with ${kind}; its first answer, ${first.kind}, stands`, origin);
    } else if (signal.aborted) {
      log(`called back with ${kind} after it was given up`, origin);
    } else {
      first = answer;
      answered.resolve(answer);
    }
  };
  return untilAborted(signal, () => {
    start(callBack);
    return answered.promise;
  });
}

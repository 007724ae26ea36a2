import { z } from "zod";
import { defineNetworkAdapter } from "../../sdk/adapter-kit.ts";
import { OutcomeSchema } from "./outcome.ts";
import { loadOf, playBid, playLoad, wholeOf } from "./play.ts";
import { createTape } from "./tape.ts";

export type { OutcomeInput } from "./outcome.ts";
export { outcomesFromTrace } from "./outcomes-from-trace.ts";

const RecordedOptionsSchema = z.strictObject({
  /** One for each turn that the network gets, in order: a bid and what is loaded for it are one turn. */
  outcomes: z.array(OutcomeSchema).min(1),
  /** After the last one: begin anew, stay with the last, or have no ad any more. */
  atEnd: z.enum(["repeat", "last", "no-fill"]).default("repeat"),
});

/** Does again what a network did, or was made up to do: the same answers, prices and latencies in order. */
export const recorded = defineNetworkAdapter({
  id: "recorded",
  options: RecordedOptionsSchema,
  connect(options, { clock }) {
    const tape = createTape(options);
    return {
      requestBid: async (request, signal) => playBid(tape.next(request), { clock, signal }),
      async load(request, signal) {
        const begun = request.bid && tape.of(request);
        if (begun !== undefined) return playLoad(loadOf(begun), { clock, signal });
        const outcome = tape.next(request);
        return playLoad(outcome && wholeOf(outcome), { clock, signal });
      },
      reveal(request) {
        const outcome = tape.of(request) ?? tape.peek();
        const paid = outcome && wholeOf(outcome);
        const isAd = paid?.kind === "fill" || paid?.kind === "late";
        return isAd && paid.cpmUsd !== undefined ? { cpmUsd: paid.cpmUsd } : undefined;
      },
    };
  },
});

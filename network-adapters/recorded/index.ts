import { z } from "zod";
import {
  defineNetworkAdapter,
  untilAborted,
  type LoadResult,
  type NetworkEnvironment,
} from "../../sdk/adapter-kit.ts";
import { OutcomeSchema, type Outcome } from "./outcome.ts";

export type { OutcomeInput } from "./outcome.ts";
export { outcomesFromTrace } from "./outcomes-from-trace.ts";

const RecordedOptionsSchema = z.strictObject({
  /** One for each time the network is asked, in order. */
  outcomes: z.array(OutcomeSchema).min(1),
  /** After the last one: begin anew, stay with the last, or have no ad any more. */
  atEnd: z.enum(["repeat", "last", "no-fill"]).default("repeat"),
});

type RecordedOptions = z.output<typeof RecordedOptionsSchema>;

/** Does again what a network did, or was made up to do: the same answers, prices and latencies in order. */
export const recorded = defineNetworkAdapter({
  id: "recorded",
  options: RecordedOptionsSchema,
  connect: (options, { clock }) => {
    let asked = 0;
    return {
      async load(_request, signal) {
        const outcome = pickOutcome(options, asked);
        asked += 1;
        return replay(outcome, clock, signal);
      },
    };
  },
});

/** Undefined once there is nothing left to replay. */
function pickOutcome({ outcomes, atEnd }: RecordedOptions, asked: number): Outcome | undefined {
  if (asked < outcomes.length) return outcomes[asked];
  if (atEnd === "repeat") return outcomes[asked % outcomes.length];
  return atEnd === "last" ? outcomes.at(-1) : undefined;
}

async function replay(
  outcome: Outcome | undefined,
  clock: NetworkEnvironment["clock"],
  signal: AbortSignal,
): Promise<LoadResult> {
  if (outcome === undefined) return { kind: "no-fill", reason: "nothing is left of its recording" };
  if (outcome.kind === "timeout") return untilAborted(signal, () => new Promise(() => undefined));
  await clock.sleep(outcome.latencyMs, signal);
  switch (outcome.kind) {
    case "fill":
      return { kind: "fill", renderUri: outcome.renderUri, cpmUsd: outcome.cpmUsd };
    case "no-fill":
      return { kind: "no-fill", reason: outcome.reason };
    case "error":
      return { kind: "error", error: { code: outcome.code, message: outcome.message } };
  }
}

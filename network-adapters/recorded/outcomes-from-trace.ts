import { z } from "zod";
import { MediationError } from "../../sdk/adapter-kit.ts";
import type { OutcomeInput } from "./outcome.ts";

const turn = { networkId: z.string(), latencyMs: z.int().nonnegative() };

/** How a turn of a node ends in a trace, as far as a replay needs it. */
const TurnEndSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("node.filled"),
    ...turn,
    renderUri: z.string(),
    cpmUsd: z.number().nonnegative().optional(),
  }),
  z.object({ type: z.literal("node.unfilled"), ...turn, detail: z.string() }),
  z.object({ type: z.literal("node.failed"), ...turn, code: z.string(), detail: z.string() }),
  z.object({ type: z.literal("node.timed-out"), ...turn }),
]);
type TurnEnd = z.output<typeof TurnEndSchema>;

const TURN_ENDS: ReadonlySet<string> = new Set(
  TurnEndSchema.options.map(({ shape }) => shape.type.value),
);

/**
 * What a network did in a trace, one outcome for each turn it had, to be given to the adapter `recorded`. A
 * fill below its node's floor becomes a no-fill, since a trace does not keep its price, and reports to the
 * device are not replayed.
 *
 * @throws MediationError ERR_CONFIG_INVALID when the trace holds no turn of the network, or one in another format
 */
export function outcomesFromTrace(
  events: readonly { readonly type: string }[],
  networkId: string,
): readonly OutcomeInput[] {
  const outcomes = events
    .filter((event) => TURN_ENDS.has(event.type))
    .map(parseTurnEnd)
    .filter((end) => end.networkId === networkId)
    .map(toOutcome);
  if (outcomes.length > 0) return outcomes;
  throw new MediationError(
    "ERR_CONFIG_INVALID",
    `The trace has no turn of network "${networkId}" among its ${events.length} events.`,
    { hint: "Name a network that the trace's node.started events name." },
  );
}

function parseTurnEnd(event: { readonly type: string }): TurnEnd {
  const parsed = TurnEndSchema.safeParse(event);
  if (parsed.success) return parsed.data;
  throw new MediationError(
    "ERR_CONFIG_INVALID",
    `The trace's ${event.type} event cannot be replayed:\n${z.prettifyError(parsed.error)}`,
    { cause: parsed.error, hint: "Record the trace again with this version of Fledgling." },
  );
}

function toOutcome(end: TurnEnd): OutcomeInput {
  switch (end.type) {
    case "node.filled":
      return {
        kind: "fill",
        renderUri: end.renderUri,
        latencyMs: end.latencyMs,
        ...(end.cpmUsd !== undefined && { cpmUsd: end.cpmUsd }),
      };
    case "node.unfilled":
      return { kind: "no-fill", reason: end.detail, latencyMs: end.latencyMs };
    case "node.failed":
      return { kind: "error", code: end.code, message: end.detail, latencyMs: end.latencyMs };
    case "node.timed-out":
      return { kind: "timeout" };
  }
}

import { z } from "zod";
import { MediationError } from "../../sdk/adapter-kit.ts";

const ofTurn = { requestId: z.string(), nodeId: z.string(), networkId: z.string() };
const latencyMs = z.int().nonnegative();
const cpmUsd = z.number().nonnegative().optional();
const renderUri = z.string().optional();
const phase = z.enum(["signals", "bid", "load"]).optional();
const ofEnd = { ...ofTurn, phase, latencyMs };
const isFromCache = z.literal(true).optional();

/** What a trace says of a node's turn, as far as a replay needs it. */
const TurnEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("node-bid.requested"), ...ofTurn }),
  z.object({
    type: z.literal("node-bid.received"),
    ...ofTurn,
    bidCpmUsd: z.number().nonnegative().optional(),
    latencyMs,
  }),
  z.object({ type: z.literal("node.started"), ...ofTurn }),
  z.object({
    type: z.literal("node.filled"),
    ...ofEnd,
    renderUri: z.string(),
    cpmUsd,
    isFromCache,
  }),
  z.object({ type: z.literal("node.unfilled"), ...ofEnd, detail: z.string(), renderUri, cpmUsd }),
  z.object({ type: z.literal("node.failed"), ...ofEnd, code: z.string(), detail: z.string() }),
  z.object({ type: z.literal("node.timed-out"), ...ofEnd }),
  z.object({
    type: z.literal("node.answered-late"),
    ...ofTurn,
    answer: z.string(),
    cpmUsd,
    renderUri,
    lateMs: z.number().nonnegative(),
  }),
]);
type TurnEvent = z.output<typeof TurnEventSchema>;
type EventOf<Type extends TurnEvent["type"]> = Extract<TurnEvent, { readonly type: Type }>;

const TURN_EVENTS: ReadonlySet<string> = new Set(
  TurnEventSchema.options.map(({ shape }) => shape.type.value),
);

export type TurnEnd = EventOf<"node.filled" | "node.unfilled" | "node.failed" | "node.timed-out">;

/** One turn of a node, from its first question on. */
export interface TraceTurn {
  readonly requestId: string;
  readonly nodeId: string;
  bid?: EventOf<"node-bid.received">;
  end?: TurnEnd;
  late?: EventOf<"node.answered-late">;
}

/**
 * The turns of a network in the order in which it was asked.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function collectTurns(
  events: readonly { readonly type: string }[],
  networkId: string,
): readonly TraceTurn[] {
  const turns = new Map<string, TraceTurn>();
  for (const event of events) {
    if (!TURN_EVENTS.has(event.type)) continue;
    const known = parseTurnEvent(event);
    const isAsked = !("isFromCache" in known && known.isFromCache === true);
    if (known.networkId !== networkId || !isAsked) continue;
    const { requestId, nodeId } = known;
    const key = JSON.stringify([requestId, nodeId]);
    const turn = turns.get(key) ?? { requestId, nodeId };
    turns.set(key, turn);
    note(turn, known);
  }
  return [...turns.values()];
}

function parseTurnEvent(event: { readonly type: string }): TurnEvent {
  const parsed = TurnEventSchema.safeParse(event);
  if (parsed.success) return parsed.data;
  throw new MediationError(
    "ERR_CONFIG_INVALID",
    `The trace's ${event.type} event cannot be replayed:\n${z.prettifyError(parsed.error)}`,
    { cause: parsed.error, hint: "Record the trace again with this version of Fledgling." },
  );
}

function note(turn: TraceTurn, event: TurnEvent): void {
  switch (event.type) {
    case "node-bid.requested":
    case "node.started":
      return;
    case "node-bid.received":
      turn.bid = event;
      return;
    case "node.answered-late":
      turn.late = event;
      return;
    default:
      turn.end = event;
  }
}

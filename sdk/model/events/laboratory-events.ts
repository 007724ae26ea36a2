import { z } from "zod";
import { event } from "./event-fields.ts";

const ofTurn = { requestId: z.string(), nodeId: z.string(), networkId: z.string() };

/** What only a laboratory can do or know; no phone tells it. */
export const LABORATORY_EVENTS = [
  /** The scenario forces how a network answers. */
  event("outcome.forced", { ...ofTurn, outcome: z.string() }),
  /** What the network would have paid for the request, had it been asked; null: it had no ad. */
  event("valuation.revealed", { ...ofTurn, cpmUsd: z.number().nullable() }),
] as const;

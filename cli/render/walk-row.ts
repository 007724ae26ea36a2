import type { MediationEventOf, MediationEventType } from "../../sdk/index.ts";
import type { Span } from "./span.ts";
import type { BidsById } from "./walk-words.ts";

/** One row of the walk. */
export interface WalkRow {
  /** Steps of the mediation proposal's waterfall, from 1 to 8; empty where the proposal has none. */
  readonly step: string;
  readonly who: string;
  readonly what: string;
  /** What belongs to it and would crowd it: on a line of its own. */
  readonly below?: string;
  readonly tone: "plain" | "good" | "bad" | "faint";
  /** When in its request it went on; drawn as a bar. */
  readonly span?: Span;
  /** How long it took, where that is known and no span says so. */
  readonly tookMs?: number;
}

export type RowMaker<Type extends MediationEventType> = (
  event: MediationEventOf<Type>,
  bids: BidsById,
) => Pick<WalkRow, "who" | "what"> & Partial<WalkRow>;

export type RowTable<Types extends MediationEventType> = {
  readonly [Type in Types]: RowMaker<Type>;
};

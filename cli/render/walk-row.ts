import type { MediationEventOf, MediationEventType } from "../../sdk/index.ts";
import type { BidsById } from "./walk-words.ts";

/** One line of the walk. */
export interface WalkRow {
  /** Steps of the mediation proposal's waterfall, from 1 to 8; empty where the proposal has none. */
  readonly step: string;
  readonly who: string;
  readonly what: string;
  readonly tone: "plain" | "good" | "bad" | "faint";
  /** How long it took, where that is known. */
  readonly tookMs?: number;
}

export type RowMaker<Type extends MediationEventType> = (
  event: MediationEventOf<Type>,
  bids: BidsById,
) => Pick<WalkRow, "who" | "what"> & Partial<WalkRow>;

export type RowTable<Types extends MediationEventType> = {
  readonly [Type in Types]: RowMaker<Type>;
};

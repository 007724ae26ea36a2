import type { MediationEvent, MediationEventOf, MediationEventType } from "../../sdk/index.ts";
import type { AuctionFacts } from "./auction-facts.ts";

/** The sentence that an event is told in. */
export type Words<Type extends MediationEventType> = (
  event: MediationEventOf<Type>,
  facts: AuctionFacts,
) => string;

/** Each of these events has words: the compiler asks for those of a new one. */
export type WordTable<Type extends MediationEventType> = { readonly [Each in Type]: Words<Each> };

/** An event that may carry the rule which ended somebody's chance. */
export type LossType = Extract<MediationEvent, { readonly rule?: unknown }>["type"];

/** One that always does, and so is told as a loss only. */
export type SureLossType = {
  [Type in LossType]: undefined extends MediationEventOf<Type>["rule"] ? never : Type;
}[LossType];

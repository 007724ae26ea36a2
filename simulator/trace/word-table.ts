import type { MediationEventOf, MediationEventType } from "../../sdk/index.ts";
import type { AuctionFacts } from "./auction-facts.ts";

/** The sentence that an event is told in; undefined if another event tells the same. */
export type Words<Type extends MediationEventType> = (
  event: MediationEventOf<Type>,
  facts: AuctionFacts,
) => string | undefined;

/** An event that is in no table is told in its own words: a new one need not wait for a reader. */
export type WordTable = { readonly [Type in MediationEventType]?: Words<Type> };

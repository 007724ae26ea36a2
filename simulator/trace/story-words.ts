import type { MediationEvent, MediationEventType } from "../../sdk/index.ts";
import { AD_CLOSE_UP_WORDS, AD_WORDS } from "./ad-words.ts";
import type { AuctionFacts } from "./auction-facts.ts";
import { BIDDING_CLOSE_UP_WORDS, BIDDING_WORDS } from "./bidding-words.ts";
import { DEVICE_CLOSE_UP_WORDS, DEVICE_WORDS } from "./device-words.ts";
import { REQUEST_CLOSE_UP_WORDS, REQUEST_WORDS } from "./request-words.ts";
import type { SureLossType, Words, WordTable } from "./word-table.ts";

/** What is worth telling only of one ad or one node. */
const CLOSE_UP_WORDS = {
  ...REQUEST_CLOSE_UP_WORDS,
  ...BIDDING_CLOSE_UP_WORDS,
  ...AD_CLOSE_UP_WORDS,
  ...DEVICE_CLOSE_UP_WORDS,
};

/** Says nothing of who won or lost, or says it where another event has said it. */
const UNTOLD = [
  "session.started",
  "session.finished",
  "step.started",
  "step.returned",
  "request.started",
  "request.finished",
  "ad.selected",
  "ad-selection.started",
  "audience.joined",
  "audience.left",
  "audience.updated",
  "audience.deleted",
  "audience-update.scheduled",
  "audience-update.dropped",
  "background-job.finished",
  "device-call.failed",
  "conditions.changed",
  "logic.finished",
  "logic.reused",
  "console.printed",
  "beacon.registered",
  "beacon.dropped",
  "debug-report.sent",
  "debug-report.queued",
  "debug-report.withheld",
  "ad-selection.preloaded",
  "storage.cleared",
  "histogram.updated",
  "histogram.unchanged",
  "advertisers.replaced",
  "advertisers.deleted",
  "override.stored",
  "override.removed",
  "override.ignored",
  "http.finished",
] as const satisfies readonly MediationEventType[];

/** Every event has words here or as a loss, or is in UNTOLD: a new one must decide. */
const STORY_WORDS: WordTable<Exclude<MediationEventType, SureLossType | (typeof UNTOLD)[number]>> =
  {
    ...REQUEST_WORDS,
    ...BIDDING_WORDS,
    ...AD_WORDS,
    ...DEVICE_WORDS,
    ...CLOSE_UP_WORDS,
  };

export function isCloseUp({ type }: MediationEvent): boolean {
  return Object.hasOwn(CLOSE_UP_WORDS, type);
}

/** Undefined where another event tells the same, or the loss it stands for. */
export function tellFact(event: MediationEvent, facts: AuctionFacts): string | undefined {
  const words = STORY_WORDS as { readonly [type: string]: Words<MediationEventType> | undefined };
  return words[event.type]?.(event, facts);
}

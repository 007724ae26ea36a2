import type { MediationEventOf } from "../../sdk/index.ts";
import type { AuctionFacts, ScoredAd } from "./auction-facts.ts";
import type { WordTable } from "./word-table.ts";

/** What the device and the app say to each other, and who won on the device. */
export const DEVICE_WORDS: WordTable<
  "ad-selection.finished" | "selection.advised" | "privacy.changed" | "step.skipped" | "step.threw"
> = {
  "ad-selection.finished": wordWinner,
  "selection.advised": ({ detail }) => `The device advises: ${detail}.`,
  "privacy.changed": ({ changed, settings }) =>
    `The user changed what is allowed, and networks were told: ${changed.map((name) => `${name} ${wordSetting(settings, name)}`).join(", ") || "nothing"}.`,
  "step.skipped": ({ detail }) => `The step was skipped: ${detail}.`,
  "step.threw": ({ exception, exceptionMessage }) =>
    `The app was thrown ${exception}${exceptionMessage === "" ? ", without a message" : `: ${exceptionMessage.replace(/\.$/, "")}`}.`,
};

/** Worth telling only of one ad or one node. */
export const DEVICE_CLOSE_UP_WORDS: WordTable<
  "bid.received" | "ad.scored" | "report.sent" | "report.withheld"
> = {
  "bid.received": ({ buyer, audience, renderUri, bid }) =>
    audience === undefined
      ? `Buyer ${buyer} bid ${bid} for ${renderUri}.`
      : `Buyer ${buyer} bid ${bid} for ${renderUri}, from custom audience ${audience}.`,
  "ad.scored": ({ renderUri, score, callId }, { sellers }) =>
    `${sellers.get(callId) ?? "The seller"} scored ${renderUri} ${score}.`,
  "report.sent": ({ destination, key, uri, status, detail = "" }) =>
    `The ${destination} was told of the ${key}: ${uri} answered ${status ?? `nothing (${detail})`}.`,
  "report.withheld": ({ destination, key, detail }) =>
    `The ${destination} was not told of the ${key}: ${detail}.`,
};

function wordSetting(settings: object, name: string): string {
  const value = (settings as Readonly<Record<string, unknown>>)[name];
  return value === undefined ? "taken back" : JSON.stringify(value);
}

function wordWinner(
  { callId, renderUri, bid, buyer }: MediationEventOf<"ad-selection.finished">,
  { sellers, scores, outcomes }: AuctionFacts,
): string {
  const won = `Ad ${renderUri}, bid ${bid} of ${buyer}, won ${sellers.has(callId) ? `the ad selection of ${sellers.get(callId)}` : callId}`;
  const scored = scores.get(callId) ?? [];
  const own = scored.find((each) => each.renderUri === renderUri && each.bid === bid);
  if (own === undefined) {
    const count = outcomes.get(callId)?.length ?? 0;
    return `${won}: it was chosen out of ${count === 1 ? "1 outcome" : `${count} outcomes`}.`;
  }
  const [next] = scored.filter((each) => each !== own).toSorted((a, b) => b.score - a.score);
  return `${won}: its score of ${own.score} ${compareScores(own.score, next)}.`;
}

function compareScores(score: number, next: ScoredAd | undefined): string {
  if (next === undefined) return "is above 0, and there is no other";
  return next.score === score
    ? `equals that of ${next.renderUri}, and it comes first`
    : `is the highest, before ${next.score} of ${next.renderUri}`;
}

import type { WordTable } from "./word-table.ts";

/** What the app does with ads, and what comes of it for the next request. */
export const AD_WORDS: WordTable<"ad.cached" | "ad.taken" | "slot.refreshed"> = {
  "ad.cached": ({ adId, slotId, waiting }) =>
    `The ad waits as ${adId} in the cache of slot ${slotId}, ${waiting === 1 ? "alone" : `with ${waiting} in all`}.`,
  "ad.taken": ({ adId, slotId, ageMs }) =>
    `The app asked for an ad for slot ${slotId} and was given ${adId}, which had waited ${ageMs} ms in the cache.`,
  "slot.refreshed": ({ slotId, adId, replacedAdId }) =>
    adId === undefined
      ? `Slot ${slotId} was to be refreshed, and ${replacedAdId} stays: no other ad came.`
      : `Slot ${slotId} was refreshed: ${adId} takes the place of ${replacedAdId}.`,
};

/** Worth telling only of one ad. */
export const AD_CLOSE_UP_WORDS: WordTable<
  | "ad.shown"
  | "ad.hidden"
  | "impression.reported"
  | "impression.failed"
  | "impression.refused"
  | "revenue.paid"
  | "interaction.reported"
  | "interaction.failed"
  | "reward.earned"
> = {
  "ad.shown": ({ adId }) => `The app showed it as ${adId}.`,
  "ad.hidden": ({ adId }) => `It left the screen: ${adId} is over.`,
  "impression.reported": ({ networkId, adId }) =>
    `Network "${networkId}" reported the impression of ${adId}.`,
  "impression.failed": ({ networkId, adId, detail }) =>
    `Network "${networkId}" could not report the impression of ${adId}: ${detail}`,
  "impression.refused": ({ adId, detail }) =>
    `A second impression of ${adId} was refused: ${detail}.`,
  "revenue.paid": ({ networkId, adId, valueMicros, precision, rankCpmUsd }) => {
    const rank = rankCpmUsd === undefined ? "" : ` (its node was ranked by ${rankCpmUsd} USD CPM)`;
    return valueMicros === undefined
      ? `Nobody says what network "${networkId}" pays for the impression of ${adId}${rank}.`
      : `Network "${networkId}" paid ${valueMicros / 1_000_000} USD for the impression of ${adId}, ${precisionWords[precision]}${rank}.`;
  },
  "interaction.reported": ({ networkId, adId, key }) =>
    `Network "${networkId}" reported a ${key} on ${adId}.`,
  "interaction.failed": ({ networkId, adId, key, detail }) =>
    `Network "${networkId}" could not report a ${key} on ${adId}: ${detail}`,
  "reward.earned": ({ adId, rewardType, amount }) =>
    `The user earned ${amount} ${rewardType} with ${adId}.`,
};

const precisionWords = {
  exact: "as it says itself",
  "publisher-defined": "as the publisher has written down",
  estimated: "by estimate",
  undefined: "and nobody says how sure that is",
} as const;

import type { RowTable } from "./walk-row.ts";

/** What becomes of an ad once the app has it. */
export const AD_ROWS: RowTable<
  | "ad.shown"
  | "ad.show-failed"
  | "ad.show-refused"
  | "ad.expired"
  | "ad.dropped"
  | "ad.hidden"
  | "reward.earned"
  | "slot.refreshed"
  | "impression.reported"
  | "impression.refused"
  | "impression.failed"
  | "interaction.reported"
  | "interaction.failed"
> = {
  "ad.shown": ({ renderUri }) => ({ who: "app", what: `shows ${renderUri}` }),
  "impression.reported": ({ networkId }) => ({ who: networkId, what: "is told of the impression" }),
  "impression.refused": ({ networkId, detail }) => ({
    who: networkId,
    what: `second report refused: ${detail}`,
    tone: "bad",
  }),
  "impression.failed": ({ networkId, detail }) => ({
    who: networkId,
    what: `cannot report the impression: ${detail}`,
    tone: "bad",
  }),
  "interaction.reported": ({ networkId, key }) => ({ who: networkId, what: `is told of a ${key}` }),
  "interaction.failed": ({ networkId, key, detail }) => ({
    who: networkId,
    what: `cannot report a ${key}: ${detail}`,
    tone: "bad",
  }),
  "ad.show-failed": ({ networkId, detail }) => ({
    who: networkId,
    what: `cannot show its ad: ${detail}`,
    tone: "bad",
  }),
  "ad.show-refused": ({ adId, detail }) => ({
    who: "sdk",
    what: `does not show ${adId}: ${detail}`,
    tone: "bad",
  }),
  "ad.expired": ({ adId, detail }) => ({ who: adId, what: `expires: ${detail}`, tone: "bad" }),
  "ad.dropped": ({ adId, detail }) => ({
    who: adId,
    what: `is let go of: ${detail}`,
    tone: "faint",
  }),
  "ad.hidden": ({ adId }) => ({ who: "app", what: `hides ${adId}` }),
  "reward.earned": ({ rewardType, amount }) => ({
    who: "app",
    what: `rewards the user: ${amount} ${rewardType}`,
    tone: "good",
  }),
  "slot.refreshed": ({ slotId, adId, replacedAdId }) => ({
    who: slotId,
    what:
      adId === undefined ? `no ad to replace ${replacedAdId}` : `${adId} replaces ${replacedAdId}`,
  }),
};

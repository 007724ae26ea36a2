import { MediationError } from "../../foundation/errors.ts";
import type { AdSlot } from "../../model/ad-slot.ts";
import type { AdState } from "./ad-state.ts";

/** How an ad in this state is spoken of by whoever takes it for something else. */
const STATE_WORDS: Readonly<Record<AdState, string>> = {
  ready: "has not been shown",
  showing: "is still being shown",
  shown: "has had no impression",
  impression: "has had its impression",
  hidden: "was hidden",
  expired: "has expired",
  dropped: "was let go of",
  "show-failed": "could not be shown",
};

const STATE_HINTS: Partial<Record<AdState, string>> = {
  ready: "Await ad.show() first, and look at what it resolves to.",
  showing: "Await ad.show() first.",
  shown: "Await ad.reportImpression() first.",
};

/** What the app asks comes too early or too late in the ad's life. */
export function outOfOrder(adId: string, verb: string, state: AdState): MediationError {
  const hint = STATE_HINTS[state] ?? "Request another ad for the slot.";
  return refuse(adId, verb, { why: STATE_WORDS[state], hint });
}

export function stillOnScreen(adId: string): MediationError {
  const why = "is on the screen";
  return refuse(adId, "let go of", { why, hint: "Await ad.hide() instead." });
}

export function notRewarded(adId: string, { slotId, format }: AdSlot): MediationError {
  const why = `is for slot "${slotId}", whose format is ${format}`;
  return refuse(adId, rewardVerb, {
    why,
    hint: "Only ads of the format rewarded reward the user.",
  });
}

export function rewardedAlready(adId: string): MediationError {
  return refuse(adId, rewardVerb, { why: "has done so", hint: "Reward once for each ad." });
}

export const rewardVerb = "reward the user of";

interface Reason {
  /** `has not been shown`: the half of the message that says why. */
  readonly why: string;
  readonly hint: string;
}

function refuse(adId: string, verb: string, { why, hint }: Reason): MediationError {
  const message = `Cannot ${verb} ${adId}: it ${why}.`;
  return new MediationError("ERR_SDK_WRONG_STATE", message, { hint, details: { adId, why } });
}

export function alreadyShown(adId: string): MediationError {
  return new MediationError("ERR_SDK_ALREADY_SHOWN", `Cannot show ${adId}: it was shown already.`, {
    hint: "Request another ad for the slot.",
  });
}

export function alreadyReported(adId: string, detail: string): MediationError {
  return new MediationError(
    "ERR_SDK_ALREADY_REPORTED",
    `Cannot report the impression of ${adId} a second time: ${detail}.`,
    { hint: "Report each impression once. Android would ping again; the SDK refuses." },
  );
}

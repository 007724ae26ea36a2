import { z } from "zod";

/**
 * Every rule that can end an ad, a bid, an audience or a node, and what it means. Each is one kind of ledger
 * line; docs/ledger.md is checked against this table.
 */
export const LOSS_RULES = {
  "ad-expired": "The ad was kept longer than it may be, and can no longer be shown.",
  "ad-let-go": "The ad was loaded, and let go of before anybody showed it.",
  "ad-lower-in-audience":
    "A custom audience sends its best bid only, and another of its ads bid more.",
  "ad-not-shown": "The network's adapter could not show its ad.",
  "ad-tech-not-allowed": "The ad tech is not enrolled, or the app's manifest does not let it in.",
  "adapter-cannot-bid": "The node is to bid live, and its adapter has no requestBid.",
  "adapter-failed": "The network's adapter threw, or reported an error of its own.",
  "adapter-options-invalid":
    "The adapter refused the options that the chain carries for this node.",
  "adapter-result-invalid": "The adapter's answer is not one its contract allows.",
  "all-ads-filtered":
    "Filters have kept every ad of the custom audience out, or an update has cleared its ads.",
  "api-disabled": "The device's profile has this call switched off.",
  "app-in-background": "The app called from the background.",
  "app-installed": "An app that the ad is not for has listed the ad's buyer.",
  "app-not-allowed": "The app is not on the device's list of those that may call.",
  "argument-refused": "The device refused the call before it began: an argument is wrong.",
  "audience-expired": "The custom audience is past its expiration time.",
  "audience-fetch-failed":
    "The server of fetchAndJoinCustomAudience could not be reached, or gave no readable answer.",
  "audience-incomplete":
    "The custom audience lacks ads, user bidding signals or trusted bidding data, so it cannot bid before an update.",
  "audience-not-active": "The custom audience's activation time is still to come.",
  "audience-refused":
    "A server wants a custom audience joined that is not whole, breaks a rule, or finds no room.",
  "audience-stale": "The custom audience has not been updated for 60 days.",
  "audience-update-failed":
    "An update of custom audiences could not be fetched, or held nothing valid; it is tried again.",
  "audience-update-overdue":
    "A scheduled update failed until it was 24 hours old, and was given up.",
  "audience-update-pending":
    "The app has scheduled an update with this buyer already, and does not say to replace it.",
  "bid-below-node-floor": "What the network filled or bid with does not reach the node's floor.",
  "bid-invalid":
    "generateBid returned something Android does not take as a bid; the whole audience loses its bids.",
  "bid-lower": "Another network's bid is higher.",
  "bid-negative": "The best bid of the custom audience is below zero.",
  "bid-price-unknown": "The network does not say what its bid pays, and only prices are compared.",
  "bid-tie": "Another bid is as high, and came earlier or stands earlier in the chain.",
  "bid-timed-out": "The network did not bid within the time for bids.",
  "bidding-logic-failed": "The buyer's script could not be fetched, threw, or outgrew its memory.",
  "bidding-logic-too-new":
    "The buyer's script is for a later version of generateBid than the device asked for.",
  "bidding-timed-out": "The custom audience, or its buyer, ran out of bidding time.",
  "buyer-quarantined":
    "The buyer's server asked this app to stay away for a while (429), and the time is not over.",
  "call-throttled": "The app made this call again too soon; the device lets one a second pass.",
  "chain-empty": "The chain has no node.",
  "chain-not-offered": "The contextual endpoint had nothing for this slot.",
  "chained-selection-failed":
    "The selection of first party against node broke; an app cannot tell this from nobody winning.",
  "consent-missing": "The user has revoked consent to ads, or was never asked.",
  "contextual-ads-off": "Contextual ads do not take part in auctions under this profile.",
  "contextual-signature-invalid":
    "The buyer's contextual ads carry no signature that was made with one of its registered keys.",
  "developer-options-off":
    "Developer overrides need developer options or a debuggable build, and a debuggable app.",
  "endpoint-failed": "The contextual endpoint gave no usable answer.",
  "fill-below-bid": "The network filled, but for less than it had bid.",
  "fill-lower": "The network filled, and another network's fill pays as much or more.",
  "first-party-below-node":
    "The selection over the first party's ad and the node's price chose nobody.",
  "first-party-failed": "The first party's ad selection was refused or ran out of time.",
  "first-party-no-ad": "The first party's own ad selection had no winner.",
  "first-party-placed": "The first party's ad was placed at a price at least as high.",
  "first-party-unconfigured":
    "The SDK has no first party, so there is nobody to run before or after the chain.",
  "format-unsupported": "The node's adapter does not serve the slot's format.",
  "frequency-capped": "The ad has had as many events as its frequency cap allows.",
  "impression-cap-reached":
    "As many impressions have been shown as the cap of app, slot, node or user allows.",
  "impression-paced":
    "Too little time has passed since the last impression, says a cap of app, slot, node or user.",
  "kill-switch-on": "The device's profile has the kill switch of this call on.",
  "network-does-not-apply": "The network's adapter says that it has no business on this device.",
  "network-no-bid": "The network did not bid for this request.",
  "network-no-fill": "The network had no ad for this request.",
  "network-not-initialized": "The network's adapter could not be initialized, or not in time.",
  "no-candidates":
    "None of the named buyers has a custom audience that may bid, and no other ad takes part.",
  "no-valid-bids": "Custom audiences were asked, and none of them sent a bid that counts.",
  "no-winning-score": "Every ad that took part was scored, and none above 0.",
  "node-timed-out": "The network did not answer within the node's time.",
  "not-reached": "The walk ended before this node.",
  "permission-missing": "The app's manifest does not ask for the permission that the call needs.",
  "privacy-not-allowed": "What the user allowed does not cover what the network needs.",
  "report-host-mismatch": "The reporting address is not https on the party's own domain.",
  "report-script-failed": "reportResult or reportWin failed, so neither party is told.",
  "sandbox-unavailable": "The device cannot run scripts.",
  "score-invalid": "scoreAd returned no number, which counts as a score of 0.",
  "score-lower": "Another ad scored higher.",
  "score-not-positive": "A score of 0 or less cannot win.",
  "score-tie": "Another ad has the same score and comes earlier.",
  "scoring-failed": "The seller's script or signals failed, and the whole auction with it.",
  "selection-abandoned":
    "The run ended before the ad selection did, because nobody waited for it any more.",
  "selection-chose-nobody": "The selection script returned nobody.",
  "selection-chose-other": "The selection script chose another outcome.",
  "selection-failed":
    "The selection script could not be fetched, threw, or returned a wrong shape.",
  "selection-timed-out": "The ad selection ran out of time.",
  "signals-invalid": "Signals that a script is handed are text that is no JSON object.",
  "signals-timed-out":
    "The network did not hand over the signals for its bidder within their time.",
  "trusted-signals-failed": "The buyer's trusted bidding signals could not be fetched or read.",
  "unknown-adapter": "No adapter of that name is registered.",
  "walk-out-of-time": "The request's total time was over before this node's turn.",
} as const;

export type LossRule = keyof typeof LOSS_RULES;

/** How an auction ends that went well and had no winner. */
const NOBODY_WON_RULES = [
  "no-candidates",
  "no-valid-bids",
  "no-winning-score",
] as const satisfies readonly LossRule[];
export type NobodyWonRule = (typeof NOBODY_WON_RULES)[number];

export function isNobodyWonRule(rule: LossRule): rule is NobodyWonRule {
  return NOBODY_WON_RULES.some((each) => each === rule);
}

export const LossRuleSchema = z.enum(Object.keys(LOSS_RULES) as [LossRule, ...LossRule[]]);

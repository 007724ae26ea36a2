import type { Candidate } from "../ad-selection/candidate.ts";
import { contextualAudienceName } from "../ad-selection/outcome-store.ts";
import { pickWinner } from "../ad-selection/pick-winner.ts";
import type { Scored } from "../ad-selection/score-ads.ts";
import { renderJavaDouble } from "../java-double.ts";
import type { DebugReport } from "./debug-report.ts";
import type { DebugUrls } from "./registered-urls.ts";

export interface DecidedAuction {
  readonly seller: string;
  readonly scored: readonly Scored[];
  /** Undefined: nobody won. */
  readonly winner: Scored | undefined;
}

/**
 * What buyers, then the seller asked to be told of each ad that was scored: the address for winners if its
 * custom audience won, else the one for losers; there is no falling back (spec: on-device 1.6).
 */
export function collectDebugReports(auction: DecidedAuction): readonly DebugReport[] {
  const { seller, scored, winner } = auction;
  const runnerUp = pickWinner(scored.filter((each) => each !== winner));
  const toReport = (each: Scored, destination: DebugReport["destination"]): DebugReport[] => {
    const { candidate } = each;
    const urls = destination === "seller" ? each.debugUrls : buyerUrlsOf(candidate);
    if (urls === undefined) return [];
    const won = winner !== undefined && isSameAudience(candidate, winner.candidate);
    const values = valuesOf(each, won, { winner, runnerUp });
    const url = fillIn(won ? urls.winUrl : urls.lossUrl, values);
    const adTech = destination === "seller" ? seller : candidate.buyer;
    return [{ destination, adTech, renderUri: candidate.renderUri, won, url }];
  };
  return [
    ...scored.flatMap((each) => toReport(each, "buyer")),
    ...scored.flatMap((each) => toReport(each, "seller")),
  ];
}

/** Only custom audiences have a script that bid; it has spoken for the ad that it sent. */
function buyerUrlsOf(candidate: Candidate): DebugUrls | undefined {
  return candidate.from === "audience" ? candidate.debugUrls : undefined;
}

/** By buyer and name, as Android does: audiences of two apps that share both win together. */
function isSameAudience(one: Candidate, other: Candidate): boolean {
  return one.buyer === other.buyer && audienceNameOf(one) === audienceNameOf(other);
}

function audienceNameOf(candidate: Candidate): string {
  switch (candidate.from) {
    case "audience":
      return candidate.audience.name;
    case "contextual":
      return contextualAudienceName;
    case "chained":
      return candidate.outcome.audienceName;
  }
}

/** "made" asks for the buyer, not for the audience; what came second is told to winners only. */
function valuesOf(
  { candidate: { buyer }, rejectReason }: Scored,
  won: boolean,
  {
    winner,
    runnerUp,
  }: { readonly winner: Scored | undefined; readonly runnerUp: Scored | undefined },
): Readonly<Record<string, string>> {
  const winning = winner?.candidate;
  const other = won ? runnerUp?.candidate : undefined;
  return {
    winningBid: renderJavaDouble(winning?.bid ?? 0),
    madeWinningBid: String(winning?.buyer === buyer),
    highestScoringOtherBid: renderJavaDouble(other?.bid ?? 0),
    madeHighestScoringOtherBid: String(other?.buyer === buyer),
    rejectReason,
  };
}

/** Anywhere in the address, as often as they are there; unknown names stay as they are. */
function fillIn(url: string, values: Readonly<Record<string, string>>): string {
  return url.replaceAll(/\$\{(\w+)\}/g, (macro, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? macro) : macro,
  );
}

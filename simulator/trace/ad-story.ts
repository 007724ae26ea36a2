import type { MediationEvent } from "../../sdk/index.ts";
import type { TracePart } from "./split-trace.ts";
import { collectWonAds, type WonAd } from "./won-ads.ts";

/** Tells events about an ad by its address, by the ad selections it won, and by the ids it was shown under. */
export function createAdMatcher(
  events: readonly MediationEvent[],
  adUri: string,
): (event: MediationEvent) => boolean {
  const ids = new Set<string>();
  for (const event of events) {
    if (!("renderUri" in event) || event.renderUri !== adUri) continue;
    if ("adSelectionId" in event && event.adSelectionId !== undefined) ids.add(event.adSelectionId);
    if ("adId" in event) ids.add(event.adId);
  }
  return (event) => {
    if ("renderUri" in event) return event.renderUri === adUri;
    const id = "adId" in event ? event.adId : undefined;
    const selectionId = "adSelectionId" in event ? event.adSelectionId : undefined;
    return ids.has(id ?? "") || ids.has(selectionId ?? "");
  };
}

/** Where the ad won, and where it was only in the running. */
export function tellWhatBecameOf(adUri: string, parts: readonly TracePart[]): string {
  const tried = parts.filter((part) => isContest(part) && findOwn(part, adUri).length > 0);
  const [won, lost] = [true, false].map((isWon) =>
    tried.filter((part) => hasWon(part, adUri) === isWon).map(nameOf),
  );
  const verdicts = [
    ...(won?.length ? [`It won ${won.join(", ")}.`] : []),
    ...(lost?.length ? [`It did not win ${lost.join(", ")}.`] : []),
    ...tellEnds(adUri, parts),
  ];
  return verdicts.join(" ") || "It took part in no request and no ad selection.";
}

const endWords: { readonly [End in WonAd["end"]]: (requests: string) => string } = {
  shown: (requests) => `It was shown for ${requests}.`,
  "not-shown": (requests) => `For ${requests}, its network could not show it.`,
  expired: (requests) => `For ${requests}, it expired before it was shown.`,
  dropped: (requests) => `For ${requests}, it was let go of before it was shown.`,
  left: (requests) => `For ${requests}, the run ended before it was shown.`,
};

function tellEnds(adUri: string, parts: readonly TracePart[]): readonly string[] {
  const events = parts.flatMap((part) => part.events);
  const isAbout = createAdMatcher(events, adUri);
  const own = new Set(events.filter(isAbout).map((event) => "adId" in event && event.adId));
  const ads = collectWonAds(events).filter(({ adId }) => own.has(adId));
  const byEnd = Map.groupBy(ads, ({ end }) => end);
  return Array.from(byEnd, ([end, ended]) =>
    endWords[end](ended.map(({ requestId }) => requestId).join(", ")),
  );
}

/** Steps on the device may store or report an ad without any auction. */
function isContest({ requestId, events }: TracePart): boolean {
  return requestId !== undefined || events.some(({ type }) => type === "ad-selection.started");
}

function hasWon(part: TracePart, adUri: string): boolean {
  const end = part.requestId === undefined ? "ad-selection.finished" : "ad.selected";
  return findOwn(part, adUri).some(({ type }) => type === end);
}

function findOwn({ events }: TracePart, adUri: string): readonly MediationEvent[] {
  return events.filter(createAdMatcher(events, adUri));
}

function nameOf({ title, requestId }: TracePart): string {
  return requestId ?? title.replace(/ {2}.*/, "");
}

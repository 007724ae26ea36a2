import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import type { Span } from "./collect-spans.ts";

/** What ends the time in which an ad is ready, and the time in which it is on the screen. */
const ENDS_READY = ["ad.shown", "ad.show-failed", "ad.expired", "ad.dropped"] as const;
const ENDS_SHOWN = ["ad.hidden"] as const;

type AdEvent = Extract<MediationEvent, { readonly adId: string }>;

/** From being loaded to being shown, expired or let go of, and from there to being hidden. */
export function collectAdLives(events: readonly MediationEvent[]): readonly Span[] {
  const endMs = events.at(-1)?.atMs ?? 0;
  const ofAds = Map.groupBy(
    events.filter((event): event is AdEvent => "adId" in event && event.adId !== undefined),
    ({ adId }) => adId,
  );
  return [...ofAds.values()].flatMap((ofAd) => {
    const loaded = ofAd.find((event) => event.type === "ad.selected");
    if (loaded === undefined) return [];
    const ready = toLife(loaded, { phase: "ready", end: findEnd(ofAd, ENDS_READY), endMs });
    const shown = ofAd.find((event) => event.type === "ad.shown");
    if (shown === undefined) return ready;
    const screen = { phase: "shown", end: findEnd(ofAd, ENDS_SHOWN), endMs };
    return [ready, toLife(shown, screen)];
  });
}

function findEnd(events: readonly AdEvent[], types: readonly string[]): AdEvent | undefined {
  return events.find(({ type }) => types.includes(type));
}

interface Life {
  readonly phase: string;
  /** Undefined where the run ended first. */
  readonly end: AdEvent | undefined;
  readonly endMs: number;
}

function toLife(
  { adId, requestId, networkId, atMs }: MediationEventOf<"ad.selected" | "ad.shown">,
  { phase, end, endMs }: Life,
): Span {
  const ended = end?.type.replace("ad.", "").replaceAll("-", " ");
  return {
    name: `${adId} ${phase}${ended === undefined ? "" : `, then ${ended}`}`,
    startMs: atMs,
    endMs: Math.max(atMs, end?.atMs ?? endMs),
    requestId,
    track: "ads",
    facts: { adId, networkId },
  };
}

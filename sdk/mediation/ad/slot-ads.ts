import type { Clock } from "../../foundation/environment.ts";
import type { AdSlot } from "../../model/ad-slot.ts";
import type { Emit } from "../../model/mediation-event.ts";
import type { AdRequest, AdRequestResult, FilledResult, PrefetchResult } from "../ad-request.ts";
import { createAdCache } from "./ad-cache.ts";
import type { LoadedAd } from "./loaded-ad.ts";
import { refreshAd } from "./refresh-slot.ts";

export interface SlotWorld {
  readonly clock: Clock;
  readonly emit: Emit;
  readonly slot: AdSlot;
  readonly cacheSize: number;
  /** Whether a cap forbids the slot to show anything now. */
  readonly isCapped: (request: AdRequest) => boolean;
  readonly mediate: (request: AdRequest) => Promise<AdRequestResult>;
}

/** The ads of one slot: those that wait, and the one on the screen. */
export class SlotAds {
  private readonly world: SlotWorld;
  private readonly cache;
  /** Nobody has shown them yet, whoever holds them. */
  private readonly ready = new Set<LoadedAd>();
  private shown: LoadedAd | undefined;
  private refresh = new AbortController();
  /** Prefetches under way, for each of which there has to be room. */
  private awaited = 0;
  private isDisposed = false;

  constructor(world: SlotWorld) {
    this.world = world;
    this.cache = createAdCache(() => world.clock.elapsedMs());
  }

  get shownAd(): LoadedAd | undefined {
    return this.shown;
  }

  get hasCached(): boolean {
    return this.cache.size > 0;
  }

  /** The oldest ad that waits; with none, or where a cap has to refuse, a new request. */
  async request(request: AdRequest): Promise<AdRequestResult> {
    const { slot, emit, isCapped, mediate } = this.world;
    const oldest = isCapped(request) ? undefined : this.cache.takeOldest();
    if (oldest === undefined) return mediate(request);
    const { result, ageMs } = oldest;
    emit({ type: "ad.taken", ...factsOf(result), slotId: slot.slotId, ageMs });
    return result;
  }

  async prefetch(request: AdRequest): Promise<PrefetchResult> {
    const waiting = this.cache.size;
    if (waiting + this.awaited >= this.world.cacheSize) return { kind: "cache-full", waiting };
    this.awaited += 1;
    try {
      const result = await this.world.mediate(request);
      return result.kind === "filled" ? this.keep(result) : result;
    } finally {
      this.awaited -= 1;
    }
  }

  /** Follows each ad of the slot from when it is ready. */
  onChange(ad: LoadedAd, request: AdRequest): void {
    this.ready.delete(ad);
    if (ad.state === "ready" && this.isDisposed) void ad.invalidate(disposed);
    else if (ad.state === "ready") this.ready.add(ad);
    if (ad.state === "shown") this.follow(ad, request);
    if (ad.state === "hidden" && this.shown === ad) this.stopFollowing();
  }

  dropCached(reason: string): void {
    for (const { ad } of this.cache.clear()) void ad.invalidate(reason);
  }

  dispose(): void {
    this.isDisposed = true;
    this.stopFollowing();
    for (const ad of this.ready) void ad.invalidate(disposed);
  }

  private keep(result: FilledResult): PrefetchResult {
    const { requestId, ledger, ad } = result;
    if (!this.cache.add(result)) {
      return { kind: "no-fill", requestId, ledger, reason: `${ad.adId} is over already` };
    }
    const { slotId } = this.world.slot;
    const waiting = this.cache.size;
    this.world.emit({ type: "ad.cached", ...factsOf(result), slotId, waiting });
    return { kind: "cached", requestId, ledger, waiting };
  }

  private follow(ad: LoadedAd, request: AdRequest): void {
    this.stopFollowing();
    this.shown = ad;
    const { slot, clock, emit } = this.world;
    const { refreshMs } = slot;
    if (refreshMs === undefined || this.isDisposed) return;
    this.refresh = new AbortController();
    const refresh = { clock, emit, refreshMs, request: () => this.request(request) };
    refreshAd(ad, refresh, this.refresh.signal).catch(() => undefined); // it was hidden
  }

  private stopFollowing(): void {
    this.shown = undefined;
    this.refresh.abort();
  }
}

const disposed = "the SDK was disposed of";

function factsOf({ requestId, ad }: FilledResult) {
  const { adId, networkId } = ad;
  return { requestId, adId, networkId };
}

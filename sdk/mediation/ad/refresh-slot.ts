import type { Clock } from "../../foundation/environment.ts";
import type { Emit } from "../../model/mediation-event.ts";
import type { AdRequestResult } from "../ad-request.ts";
import type { LoadedAd } from "./loaded-ad.ts";

export interface Refresh {
  readonly clock: Clock;
  readonly emit: Emit;
  readonly refreshMs: number;
  readonly request: () => Promise<AdRequestResult>;
}

/**
 * Asks for another ad in the place of `shown` every `refreshMs`, until one is there: that one has a refresh of its
 * own. The next interval begins when a request has ended, so however long one takes, two never overlap.
 */
export async function refreshAd(
  shown: LoadedAd,
  refresh: Refresh,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await refresh.clock.sleepInBackground(refresh.refreshMs, signal);
    const result = await refresh.request();
    if (signal.aborted) {
      if (result.kind === "filled") await result.ad.invalidate("there is no ad left to replace");
      return;
    }
    await replace(shown, result, refresh.emit);
  }
}

/** The next ad is on the screen before the old one goes: one that cannot be shown must not leave a gap. */
async function replace(shown: LoadedAd, result: AdRequestResult, emit: Emit): Promise<void> {
  const { requestId } = result;
  const { slotId, adId: replacedAdId } = shown;
  const facts = { type: "slot.refreshed", slotId, requestId, replacedAdId } as const;
  if (result.kind !== "filled") return emit(facts);
  const { ad } = result;
  if ((await ad.show()).kind === "not-shown") {
    await ad.invalidate(`it could not replace ${replacedAdId}`); // where a cap has left it for later
    return emit(facts);
  }
  if (shown.state === "hidden") return ad.hide(); // meanwhile the app has cleared the screen
  await shown.hide();
  emit({ ...facts, adId: ad.adId });
  await ad.reportImpression().catch(() => undefined); // the trace has it
}

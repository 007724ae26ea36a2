import type { AdWorld } from "./ad/ad-world.ts";
import { createLoadedAd, type LoadedAd } from "./ad/loaded-ad.ts";
import { capsOfNode } from "./caps/owned-cap.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import type { Placement } from "./placement.ts";

/** The request has its ad: here ends what the request does, and the ad's own life begins. */
export function handOverAd(request: MediationRequest, placement: Placement): LoadedAd {
  const { requestId, slot, environment, options, emit, onAdChange: onChange } = request;
  const { slotId } = slot;
  const adId = environment.ids.next("ad");
  const { source, networkId, nodeId, fill } = placement;
  const { renderUri, cpmUsd, adSelectionId } = fill;
  emit({
    type: "ad.selected",
    requestId,
    adId,
    slotId,
    networkId,
    nodeId,
    source,
    renderUri,
    cpmUsd,
    adSelectionId,
  });
  const { clock } = environment;
  const world = { clock, emit, slot, options, onChange, ...heedCaps(request, placement) };
  return createLoadedAd({ adId, requestId, slotId }, placement, world);
}

/** An ad that was loaded while caps allowed it may meet them when it is shown: others were shown in between. */
function heedCaps(
  { slot, caps, impressions }: MediationRequest,
  { node }: Placement,
): Pick<AdWorld, "findCapRefusal" | "onImpression"> {
  const all = [...caps, ...(node === undefined ? [] : capsOfNode(slot, node))];
  return {
    findCapRefusal() {
      const refusal = impressions.findRefusal(all);
      return refusal && { rule: refusal.rule, detail: refusal.detail };
    },
    onImpression: () => impressions.count(all),
  };
}

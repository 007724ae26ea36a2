import type { SignalsRequest } from "../../sdk/adapter-kit.ts";

/** The one impression of every request. */
export const IMPRESSION_ID = "1";

/** The one currency that is asked for, and taken. */
export const CURRENCY = "USD";

/** What a slot that names no sizes offers. */
const bannerSize = [320, 50] as const;
const portraitSize = [320, 480] as const;

/** What a bid and an ad without one are asked for with. */
export interface Asked extends SignalsRequest {
  readonly floorCpmUsd: number | undefined;
}

export interface BidRequestFacts {
  /** Empty: the bidder is not told. */
  readonly appBundle: string;
  readonly isTest: boolean;
  /** Empty: there is none. */
  readonly ext: Readonly<Record<string, unknown>>;
}

/** The same question has the same id in every run: ids are the SDK's own. */
export function bidRequestId({ requestId, nodeId }: Asked): string {
  return `${requestId}-${nodeId}`;
}

/** One impression, sold at first price. @see OpenRTB 2.6, section 3.2 */
export function toBidRequest(request: Asked, { appBundle, isTest, ext }: BidRequestFacts) {
  return {
    id: bidRequestId(request),
    imp: [toImpression(request)],
    ...(appBundle !== "" && { app: { bundle: appBundle } }),
    test: isTest ? 1 : 0,
    at: 1,
    tmax: request.timeoutMs,
    cur: [CURRENCY],
    ...(Object.keys(ext).length > 0 && { ext }),
  };
}

function toImpression({ slot, floorCpmUsd }: Asked) {
  const { slotId, format } = slot;
  const { sizes = format === "banner" ? [bannerSize] : [portraitSize] } = slot;
  return {
    id: IMPRESSION_ID,
    banner: { format: sizes.map(([w, h]) => ({ w, h })) },
    instl: format === "banner" ? 0 : 1,
    rwdd: format === "rewarded" ? 1 : 0,
    tagid: slotId,
    ...(floorCpmUsd !== undefined && { bidfloor: floorCpmUsd, bidfloorcur: CURRENCY }),
    secure: 1,
  };
}

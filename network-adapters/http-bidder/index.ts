import { z } from "zod";
import { defineNetworkAdapter, type SignalsRequest } from "../../sdk/adapter-kit.ts";
import { askBidder } from "./ask-bidder.ts";
import { notify } from "./notify.ts";
import { offerOf, toNetworkBid, type Offer } from "./offer.ts";

const HttpBidderOptionsSchema = z.strictObject({
  /** Where the bidder takes OpenRTB requests. */
  url: z.url({ protocol: /^https$/, message: "expected an https address" }),
  /** What the bidder is told of the app; empty for nothing. */
  appBundle: z.string().default(""),
  /** Tells the bidder that nobody will pay. */
  isTest: z.boolean().default(true),
  /** What the request's own `ext` says, for bidders that want more than the standard has; empty for none. */
  ext: z.record(z.string(), z.json()).default({}),
});

/** Asks an OpenRTB 2.6 bidder over HTTP, so that a real endpoint can be a node. */
export const httpBidder = defineNetworkAdapter({
  id: "http-bidder",
  formats: ["banner", "interstitial", "rewarded", "app-open"], // native needs assets, which slots lack
  options: HttpBidderOptionsSchema,
  connect(bidder, environment) {
    /** Offers whose ad was loaded, to be billed once it is seen. */
    const loaded = new Map<string, Offer>();
    const load = (request: Pick<SignalsRequest, "origin">, offer: Offer) => {
      loaded.set(keyOf(request.origin), offer);
      const { renderUri, cpmUsd } = offer;
      return { kind: "fill", renderUri, cpmUsd } as const;
    };
    return {
      async requestBid(request, signal) {
        const answer = await askBidder(environment, bidder, { request, signal });
        if (answer.kind === "none") return { kind: "no-bid", reason: answer.reason };
        return answer.kind === "offer" ? toNetworkBid(answer.offer) : answer;
      },
      async load(request, signal) {
        const won = request.bid && offerOf(request.bid);
        if (won !== undefined) return load(request, won);
        const answer = await askBidder(environment, bidder, { request, signal });
        if (answer.kind === "none") return { kind: "no-fill", reason: answer.reason };
        return answer.kind === "offer" ? load(request, answer.offer) : answer;
      },
      async onBidWon({ bid, cpmUsd }) {
        const offer = offerOf(bid);
        if (offer === undefined) return;
        await notify(environment, offer.nurl, { ...offer.facts, priceCpmUsd: cpmUsd });
      },
      async onBidLost({ bid, lossReason, winnerCpmUsd }) {
        const offer = offerOf(bid);
        if (offer === undefined) return;
        const facts = { ...offer.facts, priceCpmUsd: winnerCpmUsd, lossReason };
        await notify(environment, offer.lurl, facts);
      },
      async reportImpression(_ad, origin) {
        const offer = loaded.get(keyOf(origin));
        if (offer === undefined) return;
        await notify(environment, offer.burl, { ...offer.facts, priceCpmUsd: offer.cpmUsd });
      },
    };
  },
});

function keyOf({ requestId, nodeId }: SignalsRequest["origin"]): string {
  return JSON.stringify([requestId, nodeId]);
}

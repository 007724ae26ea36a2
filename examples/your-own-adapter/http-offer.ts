import { defineNetworkAdapter, z } from "fledgling/adapter-kit";

const OfferSchema = z.object({ renderUri: z.string(), cpmUsd: z.number().nonnegative() });

/** Asks a server over HTTP and takes what it offers. */
export const httpOffer = defineNetworkAdapter({
  id: "http-offer",
  /** The server answers with `{ renderUri, cpmUsd }`, or with 204. */
  options: z.strictObject({ url: z.url() }),
  connect: ({ url }, { http, log }) => ({
    async load({ slot }, signal) {
      const address = `${url}?slot=${encodeURIComponent(slot.slotId)}`;
      const answer = await http.send({ method: "GET", url: address, purpose: "adapter" }, signal);
      if (answer.kind === "failure") {
        return { kind: "error", error: { code: "unreachable", message: answer.detail } };
      }
      if (answer.status === 204) return { kind: "no-fill", reason: `${url} has no offer` };
      const offer = OfferSchema.parse(JSON.parse(answer.body));
      log(`offered ${offer.cpmUsd} USD CPM`);
      return { kind: "fill", ...offer };
    },
  }),
});

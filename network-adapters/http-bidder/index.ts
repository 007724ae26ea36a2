import { z } from "zod";
import { defineNetworkAdapter, type LoadResult } from "../../sdk/adapter-kit.ts";
import { bidRequestId, toBidRequest } from "./bid-request.ts";
import { readBids } from "./bid-response.ts";
import { renderUriOf } from "./render-uri.ts";

const HttpBidderOptionsSchema = z.strictObject({
  /** Where the bidder takes OpenRTB requests. */
  url: z.url({ protocol: /^https$/, message: "expected an https address" }),
  /** What the bidder is told of the app; empty for nothing. */
  appBundle: z.string().default(""),
  /** Tells the bidder that nobody will pay. */
  isTest: z.boolean().default(true),
});

const headers = {
  accept: "application/json",
  "content-type": "application/json",
  "x-openrtb-version": "2.6",
};

/** Asks an OpenRTB 2.6 bidder over HTTP, so that a real endpoint can be a node. */
export const httpBidder = defineNetworkAdapter({
  id: "http-bidder",
  formats: ["banner", "interstitial", "rewarded", "app-open"], // native needs assets, which slots lack
  options: HttpBidderOptionsSchema,
  connect: ({ url, appBundle, isTest }, { http, log }) => ({
    async load(request, signal) {
      const body = JSON.stringify(toBidRequest(request, { appBundle, isTest }));
      const question = { method: "POST", url, purpose: "adapter", headers, body } as const;
      const answer = await http.send(question, signal);
      if (answer.kind === "failure") return failed(answer.detail);
      if (answer.status === 204) return { kind: "no-fill", reason: "made no bid (status 204)" };
      if (answer.status !== 200) return failed(`${url} answered with status ${answer.status}`);
      const requestId = bidRequestId(request);
      const read = readBids(answer.body, requestId);
      if (read.kind === "no-bid") return { kind: "no-fill", reason: read.reason };
      if (read.kind === "unusable") return failed(`${url} cannot be understood: ${read.why}`);
      for (const refusal of read.refusals) log(`refused ${refusal}`);
      const { best } = read;
      return { kind: "fill", renderUri: renderUriOf(best, requestId), cpmUsd: best.price };
    },
  }),
});

function failed(message: string): LoadResult {
  return { kind: "error", error: { code: "ERR_ADAPTER_FAILED", message } };
}

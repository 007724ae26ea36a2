import type { NetworkEnvironment, NetworkError } from "../../sdk/adapter-kit.ts";
import { bidRequestId, toBidRequest, type Asked, type BidRequestFacts } from "./bid-request.ts";
import { readBids } from "./bid-response.ts";
import { toOffer, type Offer } from "./offer.ts";
import { toPrivacyObjects } from "./privacy-objects.ts";

export interface Bidder extends BidRequestFacts {
  readonly url: string;
}

type BidderAnswer =
  | { readonly kind: "offer"; readonly offer: Offer }
  | { readonly kind: "none"; readonly reason: string }
  | NetworkError;

const headers = {
  accept: "application/json",
  "content-type": "application/json",
  "x-openrtb-version": "2.6",
};

/** One exchange with the bidder, whatever the SDK calls it: for OpenRTB, asking for an ad is asking for bids. */
export async function askBidder(
  { http, log, privacy }: NetworkEnvironment,
  { url, ...facts }: Bidder,
  { request, signal }: { readonly request: Asked; readonly signal: AbortSignal },
): Promise<BidderAnswer> {
  const bidRequest = { ...toBidRequest(request, facts), ...toPrivacyObjects(privacy()) };
  const body = JSON.stringify(bidRequest);
  const question = { method: "POST", url, purpose: "adapter", headers, body } as const;
  const answer = await http.send(question, signal);
  if (answer.kind === "failure") return failed(answer.detail);
  if (answer.status === 204) return { kind: "none", reason: "made no bid (status 204)" };
  if (answer.status !== 200) return failed(`${url} answered with status ${answer.status}`);
  const requestId = bidRequestId(request);
  const read = readBids(answer.body, requestId);
  if (read.kind === "no-bid") return { kind: "none", reason: read.reason };
  if (read.kind === "unusable") return failed(`${url} cannot be understood: ${read.why}`);
  for (const refusal of read.refusals) log(`refused ${refusal}`, request.origin);
  return { kind: "offer", offer: toOffer(read.best, requestId) };
}

function failed(message: string): NetworkError {
  return { kind: "error", error: { code: "ERR_ADAPTER_FAILED", message } };
}

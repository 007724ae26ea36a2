import type { JsonObject } from "../../sdk/foundation/json.ts";
import { cutText, renderQuery } from "./creative-url.ts";
import { renderMetadataComment } from "./metadata-comment.ts";
import { renderPrice } from "./price-text.ts";

/** The winning bid, in the words of the wall. */
export interface MarkupBid {
  readonly imp_id: string;
  readonly price: number;
  readonly w: number;
  readonly h: number;
  readonly crid?: string | null | undefined;
}

export interface MarkupInput {
  readonly bid: MarkupBid;
  /** The answer's seat. */
  readonly bidder: string;
  /** The answer's `bid.id`: impressions and clicks come back with it. */
  readonly bidId: string;
  readonly requestId: string;
  /** The impression bid for, its known fields only; undefined when the request has none with that id. */
  readonly imp: JsonObject | undefined;
  /** As `creativeBaseUrl` makes it. */
  readonly baseUrl: string;
}

/**
 * The `adm` of a bid that came without one: a metadata comment, and a frame that shows the creative's page.
 * The frame's URL has literal `&`, since clients take it out of the text without decoding it.
 */
export function renderMarkup({ bid, bidder, bidId, ...request }: MarkupInput): string {
  const query = renderQuery({
    crid: bid.crid ?? bid.imp_id,
    bid: renderPrice(bid.price),
    sig: "not_present",
    id: bidId,
    imp: bid.imp_id,
    bidder,
  });
  const metadata = renderMetadataComment({
    signature: { status: "NotPresent", details: { reason: "Mediation response" } },
    // One impression and a bounded id: each of many creatives repeats this.
    request: {
      id: cutText(request.requestId),
      imp: request.imp === undefined ? [] : [request.imp],
    },
  });
  return `${metadata}
<div style="display:inline-block;position:relative;width:${bid.w}px;height:${bid.h}px">
  <iframe
    src="${request.baseUrl}/static/creatives/${bid.w}x${bid.h}.html?${query}"
    width="${bid.w}"
    height="${bid.h}"
    frameborder="0"
    scrolling="no"
  ></iframe>
</div>
`;
}

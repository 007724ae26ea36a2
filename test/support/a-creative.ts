import { renderMarkup, type MarkupInput } from "../../ad-server/creatives/render-markup.ts";

type CreativeInput = Partial<Omit<MarkupInput, "bid">> & Partial<MarkupInput["bid"]>;

/** The `adm` of a winner about which only what matters needs saying. */
export function aCreative({
  bidder = "bidder-b",
  bidId = "bid-1",
  requestId = "auction-123",
  imp = { id: "imp-1", banner: { w: 300, h: 250 } },
  baseUrl = "//ads.example:8787",
  ...bid
}: CreativeInput = {}): string {
  const winner = { imp_id: "imp-1", price: 3, w: 300, h: 250, ...bid };
  return renderMarkup({ bid: winner, bidder, bidId, requestId, imp, baseUrl });
}

/** How a real client finds the frame's URL: by a pattern, in the raw text (spec: mediate-endpoint 2.3). */
export function frameUrlOf(adm: string): string {
  return /<iframe\b[^>]*\bsrc="([^"]*)"/.exec(adm)?.[1] ?? "";
}

export function queryOf(url: string): Record<string, string> {
  return Object.fromEntries(new URL(url, "http://ads.example").searchParams);
}

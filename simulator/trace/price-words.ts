import { priceOf, type AuctionFacts } from "./auction-facts.ts";

/** What stands for a node: what it has bid, or what it paid in the past. */
export function wordWorth(node: {
  readonly bidCpmUsd?: number | undefined;
  readonly ecpmUsd: number;
}): string {
  const { bidCpmUsd, ecpmUsd } = node;
  return bidCpmUsd === undefined ? `${ecpmUsd} USD eCPM` : `bid of ${bidCpmUsd} USD CPM`;
}

/** `, at 2.5 USD CPM`, or `, bid 2.5 of shoes.example`, or nothing where nobody says. */
export function wordPrice(
  ad: { readonly cpmUsd?: number | undefined; readonly adSelectionId?: string | undefined },
  facts: AuctionFacts,
): string {
  if (ad.cpmUsd !== undefined) return `, at ${ad.cpmUsd} USD CPM`;
  const stored = ad.adSelectionId === undefined ? undefined : facts.stored.get(ad.adSelectionId);
  return stored === undefined ? "" : `, bid ${priceOf(ad, facts)} of ${stored.buyer}`;
}

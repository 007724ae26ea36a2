/** Every worked example of deal auctions: who wins, what that pays, and why the others do not. */
import {
  parseAuctionBids,
  parseAuctionConfiguration,
  runAuction,
  type AuctionConfigurationInput,
} from "fledgling/ad-server";

interface Example {
  readonly name: string;
  /** Deals by the buyer that they are for; a number is the ask. */
  readonly deals: Readonly<Record<string, number | object>>;
  /** What each buyer bids, in USD CPM; who has a deal bids on that. */
  readonly bids: Readonly<Record<string, number>>;
  readonly more?: AuctionConfigurationInput;
}

const inPrivate = (askUsd: number, priority = 5) => ({ askUsd, priority, auction: "private" });
const openBids = { a: 7, b: 4, c: 3.5 };
const hardFloor = { floors: { ymRules: [{ ruleId: "base", hardFloorUsd: 2 }] } };

const firstPrice: readonly Example[] = [
  { name: "open, the deal wins", deals: { deal: 3.5 }, bids: { deal: 4, a: 3.25, b: 3 } },
  { name: "open, the deal is under its ask", deals: { deal: 3.5 }, bids: { deal: 3, a: 2.5 } },
  {
    name: "open, both deals are under their asks",
    deals: { d1: 4.5, d2: 3.5 },
    bids: { d1: 4, d2: 3, a: 2.5 },
  },
  {
    name: "private, the higher bid wins; no open auction is held",
    deals: { d1: inPrivate(4.5), d2: inPrivate(3.5) },
    bids: { d1: 5, d2: 3.75, ...openBids },
  },
  {
    name: "private, the higher priority wins",
    deals: { p5: inPrivate(4.5, 5), p8: inPrivate(3.5, 8) },
    bids: { p5: 5, p8: 3.75, ...openBids },
  },
  {
    name: "private, none reaches its ask: the open auction is held",
    deals: { d1: inPrivate(4.5), d2: inPrivate(3.75) },
    bids: { d1: 4, d2: 3.5, ...openBids },
  },
  {
    name: "a deal's ask beats a yield floor of 2.00",
    deals: { deal: 1 },
    bids: { deal: 1.25 },
    more: hardFloor,
  },
  {
    name: "fixed price: ranks at its ask, and pays it",
    deals: { deal: { askUsd: 3.5, pricing: "fixed" } },
    bids: { deal: 4, a: 3.25, b: 3 },
  },
  {
    name: "fixed price: a bid of 10.00 loses to 3.75",
    deals: { deal: { askUsd: 3.5, pricing: "fixed" } },
    bids: { deal: 10, a: 3.75 },
  },
];

const secondPrice: readonly Example[] = [
  { name: "open, the deal wins", deals: { deal: 3.5 }, bids: { deal: 4, a: 3.25, b: 3 } },
  {
    name: "open, a deal under its ask still stands next",
    deals: { deal: 3.5 },
    bids: { a: 4, deal: 3.25, b: 3 },
  },
  {
    name: "open, deals above the winner do not count",
    deals: { d1: 4.25, d2: 3.75 },
    bids: { d1: 4, d2: 3.5, a: 2.5, b: 2 },
  },
  {
    name: "private, only the private second counts",
    deals: { d1: inPrivate(3), d2: inPrivate(2.75) },
    bids: { d1: 4, d2: 3.5, ...openBids },
  },
  {
    name: "private, by priority: never more than its own bid",
    deals: { p5: inPrivate(3, 5), p8: inPrivate(2.75, 8) },
    bids: { p5: 4, p8: 3.75, ...openBids },
  },
  {
    name: "private, none reaches its ask",
    deals: { d1: inPrivate(4.5), d2: inPrivate(3.75) },
    bids: { d1: 4, d2: 3.5, ...openBids },
  },
  {
    name: "a deal pays its ask, not the yield floor of 2.00",
    deals: { deal: 1 },
    bids: { deal: 1.25 },
    more: hardFloor,
  },
].map((example: Example) => ({
  ...example,
  more: { ...example.more, options: { price: "second" as const } },
}));

function tell({ name, deals, bids, more = {} }: Example): string {
  const configuration = parseAuctionConfiguration({
    ...more,
    deals: Object.entries(deals).map(([buyer, deal]) => ({
      dealId: buyer,
      buyerIds: [buyer],
      ...(typeof deal === "number" ? { askUsd: deal } : (deal as { askUsd: number })),
    })),
  });
  const { winner, bids: judged } = runAuction(
    {
      auctionId: "deals",
      atMs: 0,
      impression: { slotId: "home", mediaType: "banner", segments: [] },
    },
    configuration,
    parseAuctionBids(
      Object.entries(bids).map(([buyerId, cpm]) => ({
        kind: "rtb" as const,
        bidId: buyerId,
        buyerId,
        cpm,
        dealIds: buyerId in deals ? [buyerId] : [],
      })),
    ),
  );
  const rows = judged.map(({ bidId, floor, rule }) => {
    const asks = floor?.source === "deal-ask" ? `asks ${money(floor.cpmUsd)}` : "";
    const ended = bidId === winner?.bidId ? `wins, pays ${money(winner.cpmUsd ?? 0)}` : rule;
    return `    ${bidId.padEnd(5)}bids ${money(bids[bidId] ?? 0).padEnd(7)}${asks.padEnd(11)}${ended}`;
  });
  return [`  ${name}`, ...rows].join("\n");
}

function money(usd: number): string {
  return usd.toFixed(2);
}

console.log("First price\n");
console.log(firstPrice.map(tell).join("\n\n"));
console.log("\nSecond price\n");
console.log(secondPrice.map(tell).join("\n\n"));

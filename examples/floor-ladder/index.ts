/** Which floor holds for a bid: the first there is on the ladder, not the highest. */
import {
  parseAuctionBids,
  parseAuctionConfiguration,
  runAuction,
  type AuctionConfigurationInput,
} from "fledgling/ad-server";

type Floors = NonNullable<AuctionConfigurationInput["floors"]>;

/** Set one after the other, from the lowest rung up. Each is lower than the one it takes the place of, but the last. */
const rungs: readonly (readonly [name: string, floors: Floors, dynamicFloorUsd?: number])[] = [
  ["the placement's reserve", { placementUsd: 6 }],
  ["the default creative's reserve", { defaultCreativeUsd: 5 }],
  ["the request's own reserve", {}, 4],
  ["a yield rule", { ymRules: [{ ruleId: "base", hardFloorUsd: 3 }] }],
  ["the floor of native assets", { nativeAssetUsd: 2 }],
];

const bids = parseAuctionBids([
  { kind: "rtb", bidId: "live", buyerId: "dsp", cpm: 3.5 },
  { kind: "rtb", bidId: "deal", buyerId: "dsp", cpm: 1.5, dealIds: ["spring"] },
]);

let floors: Floors = {};
let dynamicFloorUsd: number | undefined;
for (const [name, set, dynamic] of rungs) {
  floors = { ...floors, ...set };
  dynamicFloorUsd ??= dynamic;
  tell(`with ${name}`, floors);
}
console.log("");
const yielding = { ...floors, nativeAssetUsd: undefined };
tell("the yield rule again", yielding);
tell("and a higher reserve of the request may beat it", {
  ...yielding,
  allowsReserveOverride: true,
});

function tell(title: string, with_: Floors): void {
  const { bids: judged } = runAuction(
    {
      auctionId: "floors",
      atMs: 0,
      impression: { slotId: "home", mediaType: "native", segments: [] },
      dynamicFloorUsd,
    },
    parseAuctionConfiguration({
      floors: with_,
      deals: [{ dealId: "spring", askUsd: 1, buyerIds: ["dsp"] }],
    }),
    bids,
  );
  console.log(title);
  for (const [index, { bidId, floor, rule = "" }] of judged.entries()) {
    const bid = bids[index]?.kind === "rtb" ? bids[index].cpm : 0;
    const held = `${floor?.source ?? "none"} ${floor?.cpmUsd.toFixed(2) ?? ""}`;
    const ended = rule.startsWith("below") ? rule : "reaches it";
    console.log(`  ${bidId}  bids ${bid.toFixed(2)} against ${held.padEnd(22)} ${ended}`);
  }
}

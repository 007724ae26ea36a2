import type { JsonValue } from "fledgling";
import type { DeviceFixture } from "./device-fixture.ts";
import { anAdSelectionConfig } from "./builders.ts";

/** A buyer's script that prints, for each audience once, what the device knows of it. */
export const tellingScript = `
let isTold = false;
function generateBid(ad, auctionSignals, buyerSignals, trusted, contextual, audience) {
  if (!isTold) console.log(JSON.stringify({ ad: ad.render_uri, ...audience }));
  isTold = true;
  return { status: 0, ad, bid: 1 };
}`;

/** What audiences that may bid are made of, as the script above sees them in an auction; nobody may be there. */
export async function tellAudiences(
  { adServices, events }: DeviceFixture,
  ...buyers: readonly string[]
): Promise<readonly JsonValue[]> {
  const before = events.length;
  await adServices
    .selectAds(anAdSelectionConfig({ customAudienceBuyers: [...buyers] }))
    .catch(() => undefined);
  return events
    .slice(before)
    .flatMap((event) =>
      event.type === "console.printed" ? [JSON.parse(event.text) as JsonValue] : [],
    );
}

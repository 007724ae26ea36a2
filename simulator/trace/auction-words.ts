import type { MediationEventOf } from "../../sdk/index.ts";

type Held = MediationEventOf<"auction.held">;

const STAGE_WORDS: { readonly [Stage in Exclude<Held["stage"], "none">]: string } = {
  exclusive: "exclusive demand is served alone",
  private: "private deals decide",
  open: "the open auction decides",
};

/** `7 bids: private deals decide`. The auction is held as if no network had an ad: networks alone leave it open. */
export function wordAuction({ bids, stage, answered }: Held): string {
  const count = bids === 1 ? "1 bid" : `${bids === 0 ? "no" : bids} bids`;
  if (stage !== "none") return `${count}: ${STAGE_WORDS[stage]}`;
  return `${count}: ${answered === "chain" ? "only networks are left" : "nobody is left"}`;
}

const ORDER_WORDS: { readonly [Order in Held["order"]]: string } = {
  bid: "",
  "historical-ecpm": ", and networks come in the order of what they have paid",
  manual: ", and networks come in the order that the slot has for them",
};

export function tellHeldAuction(event: Held): string {
  return `The ad server held auction "${event.auctionId}" among ${wordAuction(event)}${ORDER_WORDS[event.order]}.`;
}

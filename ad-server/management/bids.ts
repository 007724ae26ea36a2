import type { Stored } from "../store/collection.ts";
import { findBidConflict, findBidProblems, type Known } from "./bid-checks.ts";
import {
  BidChangeSchema,
  bidShape,
  type Bid,
  type BidFields,
  type BidFilters,
} from "./bid-schema.ts";
import { pickFields } from "./fields.ts";
import type { ManagementStore } from "./management-store.ts";
import type { KeptNetwork } from "./networks.ts";
import { notFound, refuseProblems } from "./refusals.ts";
import { createResource, type Resource } from "./resource.ts";

type Unstamped = BidFields & Suggestion;

/** What is kept of a bid. */
export type KeptBid = Unstamped & Pick<Bid, "last_modified">;

/** What a network's reports say that a bid should be. */
export type Suggestion = Pick<Bid, "suggested_bid_price" | "suggested_bid_price_confidence">;

export interface Bids extends Resource<BidFields, Bid, BidFilters> {
  /** Its CPM stays what it is. */
  suggest(id: number, suggestion: Suggestion): void;
}

export function createBids(kept: ManagementStore): Bids {
  const { networks, bids, store } = kept;

  function view(bid: Stored<KeptBid>): Bid {
    const network = networks.get(bid.mediated_network_id);
    if (network === undefined) throw notFound("mediated network", bid.mediated_network_id);
    return toView(bid, network);
  }

  return {
    ...createResource<BidFields, Unstamped, Bid>(kept, {
      noun: "mediated bid",
      things: bids,
      changed: BidChangeSchema,
      toFields: (bid) => pickFields(bidShape, bid),
      check: (input, before) => toKept(input, { kept, before }),
      toView: view,
    }),
    list: ({ active, mediated_network_id: networkId } = {}) =>
      bids
        .list()
        .filter((bid) => active === undefined || bid.active === active)
        .filter((bid) => networkId === undefined || bid.mediated_network_id === networkId)
        .map(view),
    remove(id) {
      store.transaction(() => {
        if (!bids.remove(id)) throw notFound("mediated bid", id);
      });
    },
    suggest(id, suggestion) {
      store.transaction(() => {
        const bid = bids.get(id);
        if (bid === undefined) throw notFound("mediated bid", id);
        bids.replace(id, { ...bid, ...suggestion });
      });
    },
  };
}

/** @throws HttpError VALIDATION_ERROR, CONFLICT */
function toKept(input: BidFields, known: Known): Unstamped {
  refuseProblems(findBidProblems(input, known));
  const taken = findBidConflict(input, known);
  if (taken !== undefined) throw taken;
  return {
    ...pickFields(bidShape, input),
    // Its network says so, now and after a change.
    "line-item": { ...input["line-item"], currency: null },
    suggested_bid_price: known.before?.suggested_bid_price ?? null,
    suggested_bid_price_confidence: known.before?.suggested_bid_price_confidence ?? null,
  };
}

function toView(bid: Stored<KeptBid>, network: Stored<KeptNetwork>): Bid {
  const { id, suggested_bid_price, suggested_bid_price_confidence, last_modified } = bid;
  const { name, active, default_bid_currency: currency } = network;
  return {
    id,
    ...pickFields(bidShape, bid),
    "line-item": { ...bid["line-item"], currency },
    mediated_network: { id: network.id, name, active },
    member_id: 1,
    line_item_id: id,
    campaign_id: id,
    creative_id: id,
    profile_id: id,
    suggested_bid_price,
    suggested_bid_price_confidence,
    last_modified,
  };
}

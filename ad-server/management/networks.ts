import { HttpError } from "../http-errors.ts";
import type { Stored } from "../store/collection.ts";
import { pickFields } from "./fields.ts";
import type { ManagementStore } from "./management-store.ts";
import { findNetworkConflict, findNetworkProblems, type Known } from "./network-checks.ts";
import {
  NetworkInputSchema,
  networkShape,
  NEVER_PROCESSED,
  type Network,
  type NetworkFields,
  type NetworkFilters,
} from "./network-schema.ts";
import { notFound, refuseProblems } from "./refusals.ts";
import { createResource, type Resource } from "./resource.ts";

type Unstamped = NetworkFields & Pick<Network, "processed_on">;

/** What is kept of a network. */
export type KeptNetwork = Unstamped & Pick<Network, "last_modified">;

export type NetworkInput = NetworkFields & { readonly credentials?: string | undefined };

export type Networks = Resource<NetworkInput, Network, NetworkFilters>;

export function createNetworks(kept: ManagementStore): Networks {
  const { networks, bids, store } = kept;
  return {
    ...createResource<NetworkInput, Unstamped, Network>(kept, {
      noun: "mediated network",
      things: networks,
      changed: NetworkInputSchema,
      toFields: (network) => pickFields(networkShape, network),
      check: (input, before) => toKept(input, { kept, before }),
      toView: (network) => toView(network, kept.bidsOf(network.id).length),
    }),
    list({ active } = {}) {
      const bidsOf = Map.groupBy(bids.list(), (bid) => bid.mediated_network_id);
      return networks
        .list()
        .filter((network) => active === undefined || network.active === active)
        .map((network) => toView(network, bidsOf.get(network.id)?.length ?? 0));
    },
    remove(id, { force = false } = {}) {
      store.transaction(() => {
        const bidIds = kept.bidsOf(id).map((bid) => bid.id);
        if (bidIds.length > 0 && !force) throw hasBids(id, bidIds);
        for (const bidId of bidIds) bids.remove(bidId);
        if (!networks.remove(id)) throw notFound("mediated network", id);
      });
    },
  };
}

/** @throws HttpError VALIDATION_ERROR, CONFLICT */
function toKept(input: NetworkInput, known: Known): Unstamped {
  refuseProblems(findNetworkProblems(input, known));
  const taken = findNetworkConflict(input, known);
  if (taken !== undefined) throw taken;
  const processed_on = known.before?.processed_on ?? NEVER_PROCESSED;
  return { ...pickFields(networkShape, input), processed_on };
}

function toView(network: Stored<KeptNetwork>, bidCount: number): Network {
  const { id, processed_on, last_modified } = network;
  return {
    id,
    ...pickFields(networkShape, network),
    advertiser_id: id,
    member_id: 1,
    bid_count: bidCount,
    processed_on,
    last_modified,
  };
}

function hasBids(id: number, bidIds: readonly number[]): HttpError {
  const message = `Mediated network ${id} has bids (${bidIds.join(", ")}): remove them first, or add ?force=true.`;
  return new HttpError("CONFLICT", message);
}

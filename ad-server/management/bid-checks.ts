import type { ErrorDetail, HttpError } from "../http-errors.ts";
import type { Stored } from "../store/collection.ts";
import type { BidCreative } from "./bid-creative-schema.ts";
import type { BidFields } from "./bid-schema.ts";
import type { KeptBid } from "./bids.ts";
import type { ManagementStore } from "./management-store.ts";
import type { KeptNetwork } from "./networks.ts";
import type { Partner } from "./partner-schema.ts";
import { conflict } from "./refusals.ts";

export interface Known {
  readonly kept: ManagementStore;
  /** The bid that is being changed. */
  readonly before: Stored<KeptBid> | undefined;
}

/** Everything about a bid that its schema cannot see. */
export function findBidProblems(input: BidFields, { kept, before }: Known): readonly ErrorDetail[] {
  const { mediated_network_id: networkId } = input;
  const path = "mediated_network_id";
  if (before !== undefined && before.mediated_network_id !== networkId) {
    return [{ path, message: "A bid stays with its network: add another bid instead" }];
  }
  const network = kept.networks.get(networkId);
  if (network === undefined) {
    return [{ path, message: `There is no mediated network ${networkId}` }];
  }
  const partner = kept.partners.find(network.creative_custom_request_partner_id);
  return [
    ...findCurrencyProblems(input, network),
    ...findRevenueProblems(input, network),
    ...(partner === undefined ? [] : findMissingIds(input.creative, partner)),
  ];
}

function findCurrencyProblems(
  { "line-item": item }: BidFields,
  network: KeptNetwork,
): ErrorDetail[] {
  const { name, default_bid_currency: currency } = network;
  if (item.currency === null || item.currency === currency) return [];
  return [{ path: "line-item.currency", message: `All bids of "${name}" are in ${currency}` }];
}

function findRevenueProblems(input: BidFields, network: KeptNetwork): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  if (input.auto_bid_adjustments_enabled && !network.is_data_integration_active) {
    const message = `"${network.name}" has no reports to follow: is_data_integration_active is false`;
    problems.push({ path: "auto_bid_adjustments_enabled", message });
  }
  if (input.campaign.daily_budget !== null && !input.estimated_revenue_tracking_enabled) {
    const message = "Without estimated_revenue_tracking_enabled no revenue is known";
    problems.push({ path: "campaign.daily_budget", message });
  }
  return problems;
}

/** What the network needs to know which placement it is asked for (spec: monetize 1.4, 1.5). */
function findMissingIds(creative: BidCreative, partner: Partner): ErrorDetail[] {
  const field = neededField(partner);
  if (creative[field] !== null) return [];
  return [{ path: `creative.${field}`, message: `Bids on "${partner.name}" have one` }];
}

function neededField({ macro_type: type, integration_kind: kind }: Partner) {
  if (type === "customvideo") return "vast_url";
  return kind === "client" ? "ad_tag" : "uid";
}

/** What another bid has already. */
export function findBidConflict(
  { name, creative: { uid }, mediated_network_id: networkId }: BidFields,
  { kept, before }: Known,
): HttpError | undefined {
  const others = kept.bids.list().filter(({ id }) => id !== before?.id);
  const isName = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
  if (others.some((other) => isName(other.name))) {
    return conflict("name", `There is a bid "${name}"`);
  }
  const twin = others.find(
    ({ mediated_network_id: id, creative }) => id === networkId && creative.uid === uid,
  );
  if (uid === null || twin === undefined) return undefined;
  return conflict("creative.uid", `Bid "${twin.name}" of this network has the id "${uid}"`);
}

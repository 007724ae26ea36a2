import type { ErrorDetail, HttpError } from "../http-errors.ts";
import type { Stored } from "../store/collection.ts";
import { tellMissingRate } from "./currency-rates.ts";
import type { ManagementStore } from "./management-store.ts";
import type { NetworkFields } from "./network-schema.ts";
import type { KeptNetwork, NetworkInput } from "./networks.ts";
import { conflict } from "./refusals.ts";

export interface Known {
  readonly kept: ManagementStore;
  /** The network that is being changed. */
  readonly before: Stored<KeptNetwork> | undefined;
}

/** Everything about a network that its schema cannot see. */
export function findNetworkProblems(input: NetworkInput, known: Known): readonly ErrorDetail[] {
  return [
    ...findPartnerProblems(input, known),
    ...findRenaming(input, known),
    ...findCurrencyProblems(input, known),
  ];
}

function findPartnerProblems(input: NetworkInput, { kept, before }: Known): ErrorDetail[] {
  const path = "creative_custom_request_partner_id";
  const id = input[path];
  if (before !== undefined && before[path] !== id) {
    return [{ path, message: "A network stays with its partner: add another network instead" }];
  }
  const partner = kept.partners.find(id);
  if (partner === undefined) {
    return [{ path, message: `There is no partner ${id}: GET /creative-custom-request-partners` }];
  }
  if (partner.integration.supported) return [];
  const message = `Reports of "${partner.name}" cannot be fetched`;
  const problems: ErrorDetail[] = [];
  if (input.is_data_integration_active)
    problems.push({ path: "is_data_integration_active", message });
  if (input.credentials !== undefined) problems.push({ path: "credentials", message });
  return problems;
}

/** spec: monetize 1.2, as the older documents have it. */
function findRenaming({ name }: NetworkFields, { kept, before }: Known): ErrorDetail[] {
  if (before === undefined || before.name === name) return [];
  const partner = kept.partners.find(before.creative_custom_request_partner_id);
  if (partner?.macro_type !== "standard") return [];
  return [{ path: "name", message: `Built-in network "${before.name}" keeps its name` }];
}

function findCurrencyProblems(
  { default_bid_currency: code }: NetworkFields,
  { kept: { rates, nowMs }, before }: Known,
): ErrorDetail[] {
  if (code === before?.default_bid_currency) return [];
  const message = tellMissingRate(code, rates.ratesAt(nowMs()));
  return message === undefined ? [] : [{ path: "default_bid_currency", message }];
}

/** What somebody else has already. */
export function findNetworkConflict(
  { name, creative_custom_request_partner_id: partnerId }: NetworkFields,
  { kept, before }: Known,
): HttpError | undefined {
  const isName = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
  const others = kept.networks.list().filter(({ id }) => id !== before?.id);
  if (others.some((other) => isName(other.name))) {
    return conflict("name", `There is a network "${name}"`);
  }
  if (kept.settings.get().advertisers.some(isName)) {
    return conflict("name", `There is an advertiser "${name}"`);
  }
  const isBuiltIn = kept.partners.find(partnerId)?.macro_type === "standard";
  const twin = others.find((other) => other.creative_custom_request_partner_id === partnerId);
  if (!isBuiltIn || twin === undefined) return undefined;
  const path = "creative_custom_request_partner_id";
  return conflict(path, `A built-in network is added once, and "${twin.name}" is there`);
}

import { NETWORK_ADAPTERS } from "../../network-adapters/index.ts";
import type { NetworkAdapter } from "../../sdk/adapter-kit.ts";
import { findShapeProblems } from "./find-shape-problems.ts";
import { part, partsOf, type Part } from "./input-part.ts";
import type { Finding } from "./scenario-problem.ts";
import { unknownValue } from "./unknown-name.ts";

/**
 * Holds every network's adapter against those there are, and its options against what that adapter takes. Reads
 * the raw input, as checks of references do. Without `ownAdapters`, nobody knows what the scenario's modules hold.
 */
export function findAdapterProblems(
  input: unknown,
  ownAdapters?: readonly NetworkAdapter[],
): readonly Finding[] {
  const root: Part = { path: [], value: input };
  const adapters = [...NETWORK_ADAPTERS, ...(ownAdapters ?? [])];
  const ids = adapters.map(({ id }) => id);
  const areAllKnown = ownAdapters !== undefined || partsOf(part(root, "adapters")).length === 0;
  const check = (network: Part): readonly Finding[] => {
    const named = part(network, "adapter");
    const adapter = adapters.find(({ id }) => id === named.value);
    if (adapter === undefined) return areAllKnown ? unknownValue(named, "adapter", ids) : [];
    const options = part(network, "options");
    if (hasMacros(options)) return []; // an auction fills them in
    const wrapped = adapter.wraps === undefined ? [] : check(part(options, adapter.wraps));
    return [...findOptionProblems(options, adapter), ...wrapped];
  };
  const sold = partsOf(part(root, "adServer", "platform", "networks"));
  const sdks = sold.map((network) => part(network, "sdk"));
  return [...partsOf(part(root, "networks")), ...sdks].flatMap(check);
}

function hasMacros({ value }: Part): boolean {
  return /\$\{[A-Z_]+\}/.test(JSON.stringify(value) ?? "");
}

function findOptionProblems(
  { path, value = {} }: Part,
  adapter: NetworkAdapter,
): readonly Finding[] {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isMap) return []; // of that, the scenario's schema speaks
  const shaped = findShapeProblems(adapter.options, value);
  if (shaped.kind === "fits") return [];
  return shaped.findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
}

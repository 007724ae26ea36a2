import { parse } from "yaml";
import type { LintSurroundings, SignalKind } from "../../decision-logic/index.ts";
import type { JsonValue } from "../../sdk/index.ts";
import type { Scenario } from "../../simulator/index.ts";

type Signals = NonNullable<LintSurroundings["signals"]>;

/** Keys of a scenario, wherever they stand, that hold signals; those of buyers one level down. */
const KEYS: Readonly<Record<string, SignalKind>> = {
  adSelectionSignals: "auction signals",
  metadata: "ad metadata",
  perBuyerSignals: "per-buyer signals",
  selectionSignals: "selection signals",
  sellerSignals: "seller signals",
  trustedBiddingSignals: "trusted bidding signals",
  userBiddingSignals: "user bidding signals",
};

/** What the SDK sends by itself, in the walk of a chain. */
const OWN: readonly (readonly [SignalKind, string])[] = [
  ["selection signals", "bid_floor"],
  ["auction signals", "min_price"],
  ["auction signals", "auction_attempts"],
];

const fetching: ReadonlySet<string> = new Set([
  "fetchAndJoinCustomAudience",
  "runJob",
  "scheduleCustomAudienceUpdate",
]);

/** Every signal that a scenario ever gives, by kind. A kind that may also come from elsewhere is left out. */
export function collectSignals(scenario: Scenario): Signals {
  const found = new Map<SignalKind, Map<string, JsonValue[]>>(
    Object.values(KEYS).map((kind) => [kind, new Map()]),
  );
  for (const [kind, name] of OWN) found.get(kind)?.set(name, []);
  const unknown = new Set(kindsFromElsewhere(scenario));
  for (const { kind, value } of signalsIn(scenario)) {
    if (value === undefined) unknown.add(kind);
    for (const [name, given] of Object.entries(value ?? {})) {
      const values = found.get(kind);
      values?.set(name, [...(values.get(name) ?? []), given]);
    }
  }
  const known = Array.from(found).filter(([kind]) => !unknown.has(kind));
  return Object.fromEntries(known.map(([kind, values]) => [kind, Object.fromEntries(values)]));
}

/** Adapters of the scenario's own, servers that answer with audiences, and the platform know more than we can see. */
function kindsFromElsewhere({
  adapters,
  steps,
  network,
  adServer,
}: Scenario): readonly SignalKind[] {
  const isSelling = adapters.length > 0 || adServer.platform !== undefined;
  const isFetching =
    steps.some(({ verb }) => fetching.has(verb)) || (network.routes ?? []).length > 0;
  return [
    ...(isSelling
      ? (["auction signals", "per-buyer signals", "selection signals", "seller signals"] as const)
      : []),
    ...(isFetching && hasBodies(network)
      ? (["ad metadata", "trusted bidding signals", "user bidding signals"] as const)
      : []),
  ];
}

function hasBodies({ routes = [] }: Scenario["network"]): boolean {
  return routes.some(({ fault }) => typeof fault === "object");
}

interface FoundSignals {
  readonly kind: SignalKind;
  /** Nothing, if they are text that can't be read. */
  readonly value: Readonly<Record<string, JsonValue>> | undefined;
}

function signalsIn(value: unknown): readonly FoundSignals[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(
    ([key, inner]: readonly [string, unknown]): readonly FoundSignals[] => {
      const kind = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
      if (kind === undefined || inner === undefined || inner === null) return signalsIn(inner);
      const all =
        kind === "per-buyer signals" && typeof inner === "object" ? Object.values(inner) : [inner];
      return all.map((each: unknown) => ({ kind, value: readSignals(each) }));
    },
  );
}

/** Signals may be text, and the text laxer than JSON: nearly all of that is YAML too. */
function readSignals(value: unknown): FoundSignals["value"] {
  if (typeof value === "string") return readText(value);
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  return isMap ? (value as FoundSignals["value"]) : undefined;
}

function readText(text: string): FoundSignals["value"] {
  try {
    const value: unknown = parse(text);
    return typeof value === "string" ? undefined : readSignals(value);
  } catch {
    return undefined;
  }
}

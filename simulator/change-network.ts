/** How good a connection is. */
export interface NetworkQuality {
  /** No connection at all: every request fails at once. */
  readonly offline: boolean;
  readonly latencyMs: number;
  /** By how much longer a round trip may take. */
  readonly jitterMs: number;
  /** Chance of a request's being lost, from 0 to 1. */
  readonly lossRate: number;
}

export interface NetworkConditions extends NetworkQuality {
  readonly routes: readonly NetworkRoute[];
}

type Partly<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** Whatever it does not say of its quality is as everywhere else. */
export interface NetworkRoute extends Partly<NetworkQuality> {
  /** How the address begins. */
  readonly url: string;
  readonly fault?: NetworkFault | undefined;
  /** What answers from here say besides; names in any case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export type NetworkFault =
  | "unreachable"
  | "hang"
  | { readonly status: number; readonly body: string; readonly contentType: string };

/** What changes; what is not named stays. */
export interface NetworkChange extends Partly<NetworkConditions> {
  readonly conditions?: keyof typeof CONDITIONS | undefined;
}

/** Kinds of networks. The figures are a model's, and nobody's measurement. */
export const CONDITIONS = {
  wifi: { offline: false, latencyMs: 20, jitterMs: 10, lossRate: 0 },
  "4g": { offline: false, latencyMs: 60, jitterMs: 40, lossRate: 0.002 },
  "3g": { offline: false, latencyMs: 200, jitterMs: 150, lossRate: 0.01 },
  "2g": { offline: false, latencyMs: 700, jitterMs: 500, lossRate: 0.03 },
  offline: { offline: true, latencyMs: 0, jitterMs: 0, lossRate: 0 },
} as const satisfies Readonly<Record<string, NetworkQuality>>;

/** Where a scenario says nothing: the same round trip for everybody, without luck. */
export const USUAL_NETWORK: NetworkConditions = {
  offline: false,
  latencyMs: 20,
  jitterMs: 0,
  lossRate: 0,
  routes: [],
};

/** Nothing on top of what there is. */
export const REAL_NETWORK: NetworkConditions = { ...USUAL_NETWORK, latencyMs: 0 };

/** A kind of network sets its whole quality; then single figures count, and routes take the place of their like. */
export function changeNetwork(
  current: NetworkConditions,
  { conditions, routes = [], ...figures }: NetworkChange,
): NetworkConditions {
  const changed = new Set(routes.map(({ url }) => url));
  const kept = current.routes.filter(({ url }) => !changed.has(url));
  const kind = conditions === undefined ? {} : CONDITIONS[conditions];
  return { ...current, ...kind, ...named(figures), routes: [...kept, ...routes] };
}

/** Without what is undefined. */
export function named<T extends object>(
  figures: T,
): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const entries = Object.entries(figures).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}

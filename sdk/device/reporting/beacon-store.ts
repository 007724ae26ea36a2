import type { RegisteredBeacon } from "../../foundation/script-sandbox.ts";
import { hostOf, isHttps, isOnDomain } from "../ad-tech-uri.ts";

export type BeaconDestination = "seller" | "buyer";

/** Whose beacons they are: one party's, for one ad selection. */
export interface BeaconOwner {
  readonly adSelectionId: string;
  readonly destination: BeaconDestination;
}

/** Limits of registration (spec: on-device 1.5, 5). */
const maxPerAdTech = 10;
const maxTotal = 1_000;
export const maxKeyBytes = 40;
const maxUriBytes = 400;

export interface Registration {
  readonly beacon: RegisteredBeacon;
  /** Why it was dropped; Android drops without a word. */
  readonly problem: string | undefined;
}

export interface BeaconStore {
  /** Beacons have to lead to `adTech`; those of the same key are replaced. */
  register(
    owner: BeaconOwner,
    adTech: string,
    beacons: readonly RegisteredBeacon[],
  ): readonly Registration[];
  find(owner: BeaconOwner, key: string): string | undefined;
}

export function createBeaconStore(): BeaconStore {
  const urisByOwner = new Map<string, Map<string, string>>();
  const countAll = (): number => [...urisByOwner.values()].reduce((sum, { size }) => sum + size, 0);
  return {
    register(owner, adTech, beacons) {
      const uris = urisByOwner.get(toKey(owner)) ?? new Map<string, string>();
      urisByOwner.set(toKey(owner), uris);
      const places = { total: maxTotal - countAll(), own: maxPerAdTech - uris.size };
      let taken = 0;
      return beacons.map((beacon, index) => {
        const problem = describeFlaw(beacon, adTech, index) ?? describeLack(places, taken);
        if (problem === undefined) {
          taken += 1;
          uris.set(beacon.key, beacon.uri);
        }
        return { beacon, problem };
      });
    },
    find: (owner, key) => urisByOwner.get(toKey(owner))?.get(key),
  };
}

function toKey({ adSelectionId, destination }: BeaconOwner): string {
  return `${adSelectionId} ${destination}`;
}

/** What is wrong with the beacon itself; only the first ten are looked at. */
function describeFlaw(
  { key, uri }: RegisteredBeacon,
  adTech: string,
  index: number,
): string | undefined {
  if (index >= maxPerAdTech) return `only the first ${maxPerAdTech} beacons are kept`;
  const keyBytes = byteLength(key);
  if (keyBytes > maxKeyBytes) return `its key has ${keyBytes} bytes; the limit is ${maxKeyBytes}`;
  const uriBytes = byteLength(uri);
  if (uriBytes > maxUriBytes) {
    return `its address has ${uriBytes} bytes; the limit is ${maxUriBytes}`;
  }
  if (isHttps(uri) && isOnDomain(hostOf(uri), adTech)) return undefined;
  return `${uri} is not https on ${adTech} or a subdomain`;
}

/** A beacon that replaces an earlier one needs a place all the same. */
function describeLack(
  places: { readonly total: number; readonly own: number },
  taken: number,
): string | undefined {
  if (taken >= places.total) return `the device holds ${maxTotal} beacons already`;
  if (taken >= places.own) return `its party has ${maxPerAdTech} beacons for this ad already`;
  return undefined;
}

const encoder = new TextEncoder();

/** UTF-8 bytes. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

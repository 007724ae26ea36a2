import type { RegisteredBeacon } from "../../foundation/script-sandbox.ts";
import { hostOf, isHttps, isOnDomain } from "../ad-tech-uri.ts";
import { byteLength } from "../byte-length.ts";
import type { ReportingSettings } from "./reporting-settings.ts";

export type BeaconDestination = "seller" | "buyer";

/** Whose beacons they are: one party's, for one ad selection. */
export interface BeaconOwner {
  readonly adSelectionId: string;
  readonly destination: BeaconDestination;
}

/** Limits of registration (spec: on-device 1.5, 5). */
export type BeaconLimits = Pick<
  ReportingSettings,
  "maxBeacons" | "maxBeaconsPerAdTech" | "maxBeaconKeyBytes" | "maxBeaconUriBytes"
>;

export interface Registration {
  readonly beacon: RegisteredBeacon;
  /** Why it was dropped; Android drops without a word. */
  readonly problem: string | undefined;
}

export interface DeletedBeacon extends BeaconOwner {
  readonly key: string;
}

export interface BeaconStore {
  /** Beacons have to lead to `adTech`; those of the same key are replaced. */
  register(
    owner: BeaconOwner,
    adTech: string,
    beacons: readonly RegisteredBeacon[],
  ): readonly Registration[];
  find(owner: BeaconOwner, key: string): string | undefined;
  /** Deletes the beacons of ad selections that are gone, and says which they were. */
  deleteUnless(isKept: (adSelectionId: string) => boolean): readonly DeletedBeacon[];
}

interface OwnedBeacons {
  readonly owner: BeaconOwner;
  readonly uris: Map<string, string>;
}

export function createBeaconStore(limits: BeaconLimits): BeaconStore {
  const beaconsByOwner = new Map<string, OwnedBeacons>();
  const countAll = (): number =>
    [...beaconsByOwner.values()].reduce((sum, { uris }) => sum + uris.size, 0);
  return {
    register(owner, adTech, beacons) {
      const { uris } = beaconsByOwner.get(toKey(owner)) ?? { uris: new Map<string, string>() };
      beaconsByOwner.set(toKey(owner), { owner, uris });
      const { maxBeacons, maxBeaconsPerAdTech } = limits;
      const places = { total: maxBeacons - countAll(), own: maxBeaconsPerAdTech - uris.size };
      let taken = 0;
      return beacons.map((beacon, index) => {
        const problem =
          describeSurplus(index, limits) ??
          describeFlaw(beacon, adTech, limits) ??
          describeLack(places, taken, limits);
        if (problem === undefined) {
          taken += 1;
          uris.set(beacon.key, beacon.uri);
        }
        return { beacon, problem };
      });
    },
    find: (owner, key) => beaconsByOwner.get(toKey(owner))?.uris.get(key),
    deleteUnless(isKept) {
      const orphaned = [...beaconsByOwner].filter(([, { owner }]) => !isKept(owner.adSelectionId));
      return orphaned.flatMap(([ownerKey, { owner, uris }]) => {
        beaconsByOwner.delete(ownerKey);
        const { adSelectionId, destination } = owner;
        return [...uris.keys()].map((key) => ({ adSelectionId, destination, key }));
      });
    },
  };
}

function toKey({ adSelectionId, destination }: BeaconOwner): string {
  return `${adSelectionId} ${destination}`;
}

/** Only the first ones are looked at. */
function describeSurplus(index: number, { maxBeaconsPerAdTech }: BeaconLimits): string | undefined {
  if (index < maxBeaconsPerAdTech) return undefined;
  return `only the first ${maxBeaconsPerAdTech} beacons are kept`;
}

/** What is wrong with the beacon itself. */
function describeFlaw(
  { key, uri }: RegisteredBeacon,
  adTech: string,
  { maxBeaconKeyBytes, maxBeaconUriBytes }: BeaconLimits,
): string | undefined {
  const keyBytes = byteLength(key);
  if (keyBytes > maxBeaconKeyBytes) {
    return `its key has ${keyBytes} bytes; the limit is ${maxBeaconKeyBytes}`;
  }
  const uriBytes = byteLength(uri);
  if (uriBytes > maxBeaconUriBytes) {
    return `its address has ${uriBytes} bytes; the limit is ${maxBeaconUriBytes}`;
  }
  if (isHttps(uri) && isOnDomain(hostOf(uri), adTech)) return undefined;
  return `${JSON.stringify(uri)} is not https on ${adTech} or a subdomain`;
}

/** A beacon that replaces an earlier one needs a place all the same. */
function describeLack(
  places: { readonly total: number; readonly own: number },
  taken: number,
  { maxBeacons, maxBeaconsPerAdTech }: BeaconLimits,
): string | undefined {
  if (taken >= places.total) return `the device holds ${maxBeacons} beacons already`;
  if (taken >= places.own) {
    return `its party has ${maxBeaconsPerAdTech} beacons for this ad already`;
  }
  return undefined;
}

import type { RegisteredBeacon } from "../../foundation/script-sandbox.ts";
import { hostOf, isHttps, isOnDomain } from "../ad-tech-uri.ts";

export type BeaconDestination = "seller" | "buyer";

export interface BeaconKey {
  readonly adSelectionId: string;
  readonly destination: BeaconDestination;
  readonly key: string;
}

/** Limits of registration (spec: on-device 1.5, 5). */
const maxPerAdTech = 10;
const maxTotal = 1_000;
const maxKeyBytes = 40;
const maxUriBytes = 400;

export interface BeaconStore {
  /** Gives back what was dropped and why; Android drops without a word. */
  register(
    owner: { readonly adSelectionId: string; readonly destination: BeaconDestination },
    adTech: string,
    beacons: readonly RegisteredBeacon[],
  ): readonly { readonly beacon: RegisteredBeacon; readonly detail: string | undefined }[];
  find(key: BeaconKey): string | undefined;
}

export function createBeaconStore(): BeaconStore {
  const uris = new Map<string, string>();
  const idOf = ({ adSelectionId, destination, key }: BeaconKey): string =>
    JSON.stringify([adSelectionId, destination, key]);
  return {
    register(owner, adTech, beacons) {
      const isFull = uris.size >= maxTotal;
      return beacons.map((beacon, index) => {
        const detail = describeProblem(beacon, { adTech, index, isFull });
        if (detail === undefined) uris.set(idOf({ ...owner, key: beacon.key }), beacon.uri);
        return { beacon, detail };
      });
    },
    find: (key) => uris.get(idOf(key)),
  };
}

function describeProblem(
  { key, uri }: RegisteredBeacon,
  place: { readonly adTech: string; readonly index: number; readonly isFull: boolean },
): string | undefined {
  if (place.index >= maxPerAdTech) return `only the first ${maxPerAdTech} beacons are kept`;
  if (byteLength(key) > maxKeyBytes) return `its key is longer than ${maxKeyBytes} bytes`;
  if (byteLength(uri) > maxUriBytes) return `its address is longer than ${maxUriBytes} bytes`;
  if (!isHttps(uri) || !isOnDomain(hostOf(uri), place.adTech)) {
    return `${uri} is not https on ${place.adTech} or a subdomain`;
  }
  if (place.isFull) return `the device holds ${maxTotal} beacons already`;
  return undefined;
}

const encoder = new TextEncoder();

/** UTF-8 bytes. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

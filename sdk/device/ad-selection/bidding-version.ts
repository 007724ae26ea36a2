import { versionHeaderName } from "../fetch-script.ts";
import type { Logic } from "../logic-source.ts";
import type { ProfileSettings } from "../profile.ts";

/** Which `generateBid` a script has: once per ad, or once per custom audience. */
export type BiddingVersion = 2 | 3;

type VersionSettings = Pick<ProfileSettings, "biddingLogicJsVersion">;

/** What to ask a buyer's server for; below version 3 it is not asked, and not heard (spec: on-device 1.3). */
export function versionToRequest(settings: VersionSettings): number | undefined {
  return settings.biddingLogicJsVersion >= 3 ? settings.biddingLogicJsVersion : undefined;
}

/** What a script was given as decides, whatever it looks like: 3 is version 3, anything else version 2. */
export function negotiateVersion(
  { name, versionHeader }: Logic,
  { biddingLogicJsVersion: requested }: VersionSettings,
):
  | { readonly kind: "version"; readonly version: BiddingVersion }
  | { readonly kind: "refused"; readonly detail: string } {
  const returned = toInt(versionHeader);
  if (returned <= requested) return { kind: "version", version: returned === 3 ? 3 : 2 };
  const words = `Requested js version is ${requested} while the returned version is ${returned}`;
  return { kind: "refused", detail: `${words} (${versionHeaderName} of ${name})` };
}

/** As Java's `Integer.parseInt` takes it; what it would not take counts as no answer. */
function toInt(text = ""): number {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : 0;
  return Math.abs(value) < 2 ** 31 ? value : 0;
}

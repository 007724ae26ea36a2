import type { ContextualAds } from "../../model/ad-selection.ts";
import type { DeviceCall } from "../device-call.ts";
import { isSelected } from "../device-conditions.ts";
import { CONTEXTUAL_TEST_KEY } from "./contextual-test-key.ts";
import { serializeContextualAds } from "./serialize-contextual-ads.ts";

/**
 * Why a buyer's contextual ads are not to be trusted; undefined for those that are. `lookupBuyer` is the key
 * that the config has them under, whose keys count whatever buyer the ads name (spec: on-device 2.9).
 */
export function findSignatureFlaw(
  call: DeviceCall,
  lookupBuyer: string,
  ads: ContextualAds,
): string | undefined {
  const { signature } = ads;
  if (!call.settings.contextualSignatureCheck) return undefined;
  if (signature === undefined) return `the contextual ads of ${lookupBuyer} are not signed`;
  const publicKeys = keysOf(call, lookupBuyer);
  if (publicKeys.length === 0) return `no key of ${lookupBuyer} is registered`;
  const { signatures } = call.environment;
  const text = serializeContextualAds(ads);
  if (publicKeys.some((publicKey) => signatures.verify({ text, signature, publicKey }))) {
    return undefined;
  }
  return `no key of ${lookupBuyer} made the signature (tried: ${publicKeys.length}) of ${JSON.stringify(text)}`;
}

/** A key that does not say so never expires. */
const expiryMs = ({ expiresAtMs = Number.MAX_VALUE }): number => expiresAtMs;

/** In the order in which they are tried. */
function keysOf({ conditions, settings }: DeviceCall, buyer: string): readonly string[] {
  if (settings.enrolmentCheckDisabled) return [CONTEXTUAL_TEST_KEY.publicKey];
  const { contextualKeys, enrolledAdTechs } = conditions;
  const isNamed = (member: string): boolean => member.toLowerCase() === buyer.toLowerCase();
  if (!isSelected(enrolledAdTechs, isNamed) || !Object.hasOwn(contextualKeys, buyer)) return [];
  return (contextualKeys[buyer] ?? [])
    .toSorted((one, other) => expiryMs(one) - expiryMs(other))
    .map(({ publicKey }) => publicKey);
}

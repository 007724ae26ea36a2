import { parseOptions } from "../../foundation/parse-options.ts";
import type { AudienceKey } from "../custom-audiences/custom-audience-store.ts";
import type { DeviceCall } from "../device-call.ts";
import { admitDeveloper } from "./admit-developer.ts";
import {
  AudienceOverrideKeySchema,
  CustomAudienceOverrideSchema,
  type AudienceOverrideKey,
  type CustomAudienceOverrideInput,
} from "./override-inputs.ts";
import { keyOfAudience } from "./override-keys.ts";
import { tellRemoved, tellReset, tellStored } from "./tell-override.ts";

const overridden = "custom-audience";

/** Nobody asks whether there is such an audience. */
export function overrideCustomAudience(call: DeviceCall, input: CustomAudienceOverrideInput): void {
  const parsed = parseOptions(CustomAudienceOverrideSchema, input, call.api);
  if (!admitDeveloper(call)) return;
  const { owner = call.appId, buyer, name, ...given } = parsed;
  const audience = { owner, buyer, name };
  if (!isOwn(call, audience)) return;
  const { biddingLogicJs: source, biddingLogicJsVersion: version, trustedBiddingSignals } = given;
  const biddingLogic = { source, version };
  const override = { biddingLogic, trustedBiddingSignals };
  call.overrides.customAudiences.put(call.appId, keyOfAudience(audience), override);
  tellStored(call, overridden, `${buyer}/${name}`);
}

export function removeCustomAudienceOverride(call: DeviceCall, input: AudienceOverrideKey): void {
  const parsed = parseOptions(AudienceOverrideKeySchema, input, call.api);
  if (!admitDeveloper(call)) return;
  const { owner = call.appId, buyer, name } = parsed;
  const audience = { owner, buyer, name };
  if (!isOwn(call, audience)) return;
  const wasThere = call.overrides.customAudiences.remove(call.appId, keyOfAudience(audience));
  tellRemoved(call, overridden, { of: `${buyer}/${name}`, wasThere });
}

export function resetCustomAudienceOverrides(call: DeviceCall): void {
  if (!admitDeveloper(call)) return;
  tellReset(call, overridden, call.overrides.customAudiences.reset(call.appId));
}

/** Android ignores what is said of another app's audiences without a word (spec: on-device 8). */
function isOwn({ appId, emit, labels }: DeviceCall, { owner, buyer, name }: AudienceKey): boolean {
  if (owner === appId) return true;
  const detail = `${buyer}/${name} belongs to ${owner}, and ${appId} may override its own only`;
  emit({ type: "override.ignored", ...labels, appId, overridden, detail });
  return false;
}

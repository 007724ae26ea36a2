import type { JsonObject, JsonValue } from "../../foundation/json.ts";
import type { BiddingAudience } from "../custom-audiences/custom-audience-store.ts";
import type { DeviceCall } from "../device-call.ts";
import type { Logic } from "../logic-source.ts";
import { runLogic, type LogicResult } from "../run-logic.ts";
import type { Stage } from "../stage.ts";
import type { BiddingVersion } from "./bidding-version.ts";
import type { ConfigSignals } from "./config-signals.ts";
import { toScriptAd } from "./to-script-ad.ts";
import { pickKeys, toContextualSignals, type ReadSignals } from "./trusted-signals.ts";

export interface GenerateBid {
  readonly audience: BiddingAudience;
  readonly signals: ConfigSignals;
  /** Everything the audience's server said; the script gets the audience's own keys. */
  readonly trustedSignals: ReadSignals;
  readonly logic: Logic;
  readonly version: BiddingVersion;
}

/**
 * Runs `generateBid` in one world: version 2 once for each ad, with six arguments, version 3 once, with five.
 * A script of version 2 that throws and declares a seventh parameter is run once more with an empty object for
 * it, in a new world (spec: on-device 1.2, 1.3).
 */
export async function runGenerateBid(
  call: DeviceCall,
  bidding: GenerateBid,
  stage: Stage,
): Promise<LogicResult> {
  const { audience, logic, version } = bidding;
  const calls = version === 3 ? [toArguments(bidding)] : toArgumentsPerAd(bidding);
  const globals = ["forDebuggingOnly"] as const;
  const luck = `${audience.owner} ${audience.buyer} ${audience.name}`;
  const stopAtFailedStatus = version === 2;
  const run = { logic, functionName: "generateBid", stopAtFailedStatus, globals, luck };
  const first = await runLogic(call, { ...run, calls }, stage);
  const hasOldShape = version === 2 && first.functionLength === 7;
  if (first.outcome.kind !== "threw" || !hasOldShape) return first;
  return runLogic(call, { ...run, calls: calls.map((given) => [...given, {}]) }, stage);
}

/** Version 2, argument by argument as in spec: on-device 1.2. */
function toArgumentsPerAd(bidding: GenerateBid): readonly JsonValue[][] {
  const { audience } = bidding;
  const common = [
    ...toSharedArguments(bidding),
    {
      owner: audience.owner,
      buyer: audience.buyer,
      name: audience.name,
      activation_time: audience.activationTimeMs,
      expiration_time: audience.expirationTimeMs,
      user_bidding_signals: audience.userBiddingSignals,
    },
  ];
  return audience.ads.map((ad) => [toScriptAd(ad), ...common]);
}

/** Version 3: the whole audience at once, with neither buyer nor times. */
function toArguments(bidding: GenerateBid): readonly JsonValue[] {
  const { owner, name, userBiddingSignals, ads } = bidding.audience;
  const audience = { owner, name, userBiddingSignals, ads: ads.map(toScriptAd) };
  return [audience, ...toSharedArguments(bidding)];
}

function toSharedArguments({ audience, signals, trustedSignals }: GenerateBid): JsonObject[] {
  return [
    signals.adSelectionSignals(),
    signals.ofBuyer(audience.buyer),
    pickKeys(trustedSignals, audience.trustedBidding.keys),
    toContextualSignals(trustedSignals.dataVersion),
  ];
}

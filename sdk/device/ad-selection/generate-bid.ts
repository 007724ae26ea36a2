import type { JsonObject, JsonValue } from "../../foundation/json.ts";
import type { ScriptResult } from "../../foundation/script-sandbox.ts";
import type { BiddingAudience } from "../custom-audiences/custom-audience-store.ts";
import type { DeviceCall } from "../device-call.ts";
import type { Logic } from "../logic-source.ts";
import { runLogic } from "../run-logic.ts";
import type { Stage } from "../stage.ts";
import type { ConfigSignals } from "./config-signals.ts";
import { pickKeys } from "./trusted-signals.ts";

export interface GenerateBid {
  readonly audience: BiddingAudience;
  readonly signals: ConfigSignals;
  /** Everything the audience's server said; the script gets the audience's own keys. */
  readonly trustedSignals: JsonObject;
  readonly logic: Logic;
}

/**
 * Runs `generateBid` once for each ad, in one world, with the six arguments of version 2. A script that throws
 * and declares a seventh parameter is run once more with an empty object for it, in a new world
 * (spec: on-device 1.3, rule 7).
 */
export async function runGenerateBid(
  call: DeviceCall,
  bidding: GenerateBid,
  stage: Stage,
): Promise<ScriptResult> {
  const { audience, logic } = bidding;
  const calls = toCalls(bidding);
  const globals = ["forDebuggingOnly"] as const;
  const luck = `${audience.owner} ${audience.buyer} ${audience.name}`;
  const run = { logic, functionName: "generateBid", stopAtFailedStatus: true, globals, luck };
  const first = await runLogic(call, { ...run, calls }, stage);
  if (first.outcome.kind !== "threw" || first.functionLength !== 7) return first;
  return runLogic(call, { ...run, calls: calls.map((given) => [...given, {}]) }, stage);
}

/** Argument by argument as in spec: on-device 1.2. */
function toCalls({ audience, signals, trustedSignals }: GenerateBid): readonly JsonValue[][] {
  const common = [
    signals.adSelectionSignals(),
    signals.ofBuyer(audience.buyer),
    pickKeys(trustedSignals, audience.trustedBidding.keys),
    {},
    {
      owner: audience.owner,
      buyer: audience.buyer,
      name: audience.name,
      activation_time: audience.activationTimeMs,
      expiration_time: audience.expirationTimeMs,
      user_bidding_signals: audience.userBiddingSignals,
    },
  ];
  return audience.ads.map(({ renderUri, metadata }) => [
    { render_uri: renderUri, metadata },
    ...common,
  ]);
}

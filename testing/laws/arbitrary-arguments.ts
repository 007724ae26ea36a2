import {
  array,
  constant,
  constantFrom,
  dictionary,
  nat,
  record,
  tuple,
  type Arbitrary,
} from "fast-check";
import {
  DECISION_FUNCTIONS,
  type DecisionFunction,
  type DecisionFunctionId,
  type JsonObject,
  type JsonValue,
} from "../../sdk/index.ts";
import { nameArguments } from "../script-call/name-arguments.ts";
import {
  arbitraryAd,
  arbitraryAudiences,
  arbitraryBid,
  arbitraryOutcomes,
  arbitraryRenderUri,
  arbitrarySignals,
} from "./arbitrary-values.ts";

/** All arguments of one call, in order. */
export type Arguments = readonly JsonValue[];

export interface ArbitraryArgumentsOptions {
  /** By name: it stays as it is, and of maps, at any depth, what it does not name is arbitrary. */
  readonly given?: Readonly<Record<string, JsonValue>>;
  /** What a prebuilt script is handed last. */
  readonly parameters?: JsonValue;
}

const configSignals: Arbitrary<JsonObject> = record(
  {
    auction_signals: arbitrarySignals,
    seller_signals: arbitrarySignals,
    per_buyer_signals: dictionary(
      constantFrom("buyer.example", "other.example"),
      arbitrarySignals,
      {
        noNullPrototype: true,
      },
    ),
  },
  { noNullPrototype: true },
);

/** What of each argument differs from call to call, over its sample; an argument that is not here is its sample. */
const VARYING: Readonly<Record<string, Arbitrary<JsonValue>>> = {
  ad: arbitraryAd,
  auction_signals: arbitrarySignals,
  ad_selection_signals: arbitrarySignals,
  per_buyer_signals: arbitrarySignals,
  trusted_bidding_signals: arbitrarySignals,
  trusted_scoring_signals: dictionary(arbitraryRenderUri, arbitrarySignals, {
    noNullPrototype: true,
  }),
  contextual_signals: record(
    { dataVersion: nat(255) },
    { requiredKeys: [], noNullPrototype: true },
  ),
  custom_audience: record(
    {
      userBiddingSignals: arbitrarySignals,
      ads: array(arbitraryAd, { minLength: 1, maxLength: 3 }),
    },
    { noNullPrototype: true },
  ),
  custom_audience_bidding_signals: record(
    { user_bidding_signals: arbitrarySignals },
    { noNullPrototype: true },
  ),
  custom_audience_scoring_signals: arbitraryAudiences,
  bid: arbitraryBid,
  auction_config: configSignals,
  ad_selection_config: configSignals,
  seller_signals: arbitrarySignals,
  outcomes: arbitraryOutcomes,
  selection_signals: record({ bid_floor: arbitraryBid }, { noNullPrototype: true }).chain(
    (signals) => arbitrarySignals.map((others) => ({ ...others, ...signals })),
  ),
  render_uri: arbitraryRenderUri,
  signals_for_buyer: arbitrarySignals,
};

/**
 * Arguments of the shapes in which a device hands them over.
 *
 * @throws MediationError ERR_CONFIG_INVALID for an argument that the function does not have
 */
export function arbitraryArguments(
  functionId: DecisionFunctionId,
  { given = {}, parameters }: ArbitraryArgumentsOptions = {},
): Arbitrary<Arguments> {
  const of: DecisionFunction | undefined = DECISION_FUNCTIONS.find(({ id }) => id === functionId);
  if (of === undefined) throw new TypeError(`no decision function "${functionId}"`);
  nameArguments(of, given);
  const each = of.parameters.map(({ name, sample }) => {
    const own = given[name];
    const drawn = (VARYING[name] ?? constant(sample)).map((value) => layer(sample, value));
    return own === undefined ? drawn : drawn.map((value) => layer(value, own));
  });
  const last = parameters === undefined ? [] : [constant(parameters)];
  return tuple(...each, ...last);
}

/** Maps are laid one over the other, at any depth; anything else takes the place of what is under it. */
export function layer(under: JsonValue, over: JsonValue): JsonValue {
  if (!isMap(under) || !isMap(over)) return over;
  const layered = Object.entries(over).map(([key, value]) => {
    const below = under[key];
    return [key, below === undefined ? value : layer(below, value)] as const;
  });
  return { ...under, ...Object.fromEntries(layered) };
}

function isMap(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

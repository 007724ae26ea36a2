import { z } from "zod";
import {
  AdDataSchema,
  ConditionsChangeSchema,
  SignalsSchema,
  type CustomAudience,
} from "../../sdk/index.ts";
import { NameSchema, TimeSchema } from "./fields.ts";

export const AdSchema = z.strictObject({
  renderUri: AdDataSchema.shape.renderUri.describe("Where the ad renders from"),
  metadata: AdDataSchema.shape.metadata.describe("What the buyer's script may know of the ad"),
  adCounterKeys: AdDataSchema.shape.adCounterKeys.describe("What its events are counted under"),
  adFilters: AdDataSchema.shape.adFilters.describe("What keeps the ad out of auctions"),
  adRenderId: AdDataSchema.shape.adRenderId.describe("Stands for the ad where servers sell it"),
});

const AudienceFactsSchema = z.strictObject({
  buyer: NameSchema.describe("Host that owns the audience and bids for it"),
  name: NameSchema.describe("Name of the audience, unique per buyer"),
  biddingLogicUri: z
    .string()
    .optional()
    .describe("Script with generateBid; default https://<buyer>/bidding-logic.js"),
  dailyUpdateUri: z
    .string()
    .optional()
    .describe("Where the device updates it from; default https://<buyer>/daily-update"),
  activationTime: TimeSchema.optional().describe("From when on it bids; default at once"),
  expirationTime: TimeSchema.optional().describe("Until when it lives; default as on Android"),
  userBiddingSignals: SignalsSchema.nullable()
    .default({})
    .describe("What the buyer's script is told of the user; null: the device has none"),
  trustedBiddingUri: z
    .string()
    .nullable()
    .optional()
    .describe("Default https://<buyer>/trusted-signals; null: the device has none"),
  trustedBiddingKeys: z.array(z.string()).default([]).describe("Keys to ask trusted signals for"),
  ads: z.array(AdSchema).nullable().default([]).describe("Ads to bid with; null: none yet"),
});

/**
 * A custom audience as an app hands it over. `null` stands for what the device deliberately does not have:
 * such an audience cannot bid (spec: on-device 2.3).
 */
export const ScenarioAudienceSchema = AudienceFactsSchema.transform(toCustomAudience);

function toCustomAudience(facts: z.output<typeof AudienceFactsSchema>): CustomAudience {
  const site = `https://${facts.buyer}`;
  const { buyer, name, activationTime, expirationTime, userBiddingSignals, ads } = facts;
  return {
    buyer,
    name,
    biddingLogicUri: facts.biddingLogicUri ?? `${site}/bidding-logic.js`,
    dailyUpdateUri: facts.dailyUpdateUri ?? `${site}/daily-update`,
    ...(activationTime === undefined ? {} : { activationTimeMs: activationTime }),
    ...(expirationTime === undefined ? {} : { expirationTimeMs: expirationTime }),
    ...(userBiddingSignals === null ? {} : { userBiddingSignals }),
    ...(facts.trustedBiddingUri === null
      ? {}
      : {
          trustedBiddingData: {
            trustedBiddingUri: facts.trustedBiddingUri ?? `${site}/trusted-signals`,
            trustedBiddingKeys: facts.trustedBiddingKeys,
          },
        }),
    ...(ads === null ? {} : { ads }),
  };
}

/** An audience that is on the phone already: another app may have joined it, and it may be of any age. */
const PreloadedAudienceSchema = AudienceFactsSchema.extend({
  owner: NameSchema.optional().describe("Package of the app that joined it; default: app.appId"),
  lastUpdatedAt: TimeSchema.optional().describe("When it was last updated; default: at the start"),
}).transform(({ owner, lastUpdatedAt: lastUpdatedAtMs, ...facts }) => ({
  ...toCustomAudience(facts),
  ...(owner === undefined ? {} : { owner }),
  ...(lastUpdatedAtMs === undefined ? {} : { lastUpdatedAtMs }),
}));
export type PreloadedAudience = z.output<typeof PreloadedAudienceSchema>;

const ScriptCostsSchema = z.strictObject({
  startMs: z.number().nonnegative().default(0).describe("For each evaluation, in milliseconds"),
  perCallMs: z.number().nonnegative().default(0).describe("For each call of a script's function"),
});

/** The phone as the session finds it. */
export const DeviceSchema = z
  .strictObject({
    startsAt: TimeSchema.prefault("2024-01-01T00:00:00Z").describe("What its clock says at first"),
    customAudiences: z
      .array(PreloadedAudienceSchema)
      .default([])
      .describe("Joined before the first step"),
    conditions: ConditionsChangeSchema.default({}).describe(
      "What user, app and device are like before the first step",
    ),
    scriptCosts: ScriptCostsSchema.prefault({}).describe(
      "What scripts cost a slow phone, on top of what they read from their clock",
    ),
  })
  .transform(({ startsAt, ...device }) => ({ startsAtMs: startsAt, ...device }));

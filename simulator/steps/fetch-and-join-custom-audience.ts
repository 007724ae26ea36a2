import { z } from "zod";
import { SignalsSchema, type FetchCustomAudienceInput } from "../../sdk/index.ts";
import { NameSchema, TimeSchema } from "../scenario/fields.ts";
import { defineDeviceStep } from "./device-step.ts";

/** What an app says of an audience whose other half the buyer's server sends. */
export const appFacts = {
  activationTime: TimeSchema.optional().describe("From when on it bids"),
  expirationTime: TimeSchema.optional().describe("Until when it lives"),
  userBiddingSignals: SignalsSchema.optional().describe("What the buyer's script is told"),
};

type AppFacts = Readonly<z.output<z.ZodObject<typeof appFacts>>>;

export function toAppFacts(facts: AppFacts): Omit<FetchCustomAudienceInput, "fetchUri" | "name"> {
  const { activationTime, expirationTime, userBiddingSignals } = facts;
  return {
    activationTimeMs: activationTime,
    expirationTimeMs: expirationTime,
    userBiddingSignals,
  };
}

export const fetchAndJoinCustomAudienceStep = defineDeviceStep({
  verb: "fetchAndJoinCustomAudience",
  meaning: "Join a custom audience that the buyer's server describes",
  example: "{ fetchUri: … }",
  value: z.strictObject({
    fetchUri: z.string().describe("Address on the buyer's host"),
    name: NameSchema.optional().describe("Name of the audience"),
    ...appFacts,
  }),
  beside: ["app", "expect"],
  describe: ({ fetchUri }) => fetchUri,
  call: (adServices, { fetchUri, name, ...facts }) =>
    adServices.fetchAndJoinCustomAudience({ fetchUri, name, ...toAppFacts(facts) }),
});

import { z } from "zod";
import { WATERFALL_TRUNCATION_URI } from "../../decision-logic/index.ts";
import {
  AdSlotSchema,
  FirstPartySchema,
  MediationOptionsSchema,
  refuseMediationContradictions,
  refuseSlotContradictions,
  RewardSchema,
} from "../../sdk/index.ts";
import { AuctionSchema } from "./ad-selection-schema.ts";
import { ScenarioCapSchema } from "./cap-schema.ts";
import { NameSchema } from "./fields.ts";
import { ScenarioPrivacySchema } from "./privacy-schema.ts";

const mediation = MediationOptionsSchema.shape;

const ContextualBuyerSchema = z
  .strictObject({
    buyer: NameSchema.describe("Host in whose name the endpoint's contextual ad takes part"),
    decisionLogicUri: z
      .string()
      .optional()
      .describe("Script with its reportWin; default https://<buyer>/decision-logic.js"),
  })
  .transform(({ buyer, decisionLogicUri }) => ({
    buyer,
    decisionLogicUri: decisionLogicUri ?? `https://${buyer}/decision-logic.js`,
  }));

const ScenarioFirstPartySchema = z.strictObject({
  networkId: FirstPartySchema.shape.networkId.describe("What the walk calls the first party"),
  adSelection: AuctionSchema.describe("Its own auction on the device"),
  selectionLogicUri: z
    .string()
    .default(WATERFALL_TRUNCATION_URI)
    .describe("Script with selectOutcome, asked whether the first party goes before a node"),
  contextualBuyer: ContextualBuyerSchema.optional().describe("Who stands behind contextual ads"),
});

const bidding = mediation.bidding.unwrap().shape;
const hybrid = mediation.hybrid.unwrap().shape;

const BiddingSchema = z.strictObject({
  selection: bidding.selection.describe(
    "Who chooses: highest-bid, or the first party's script: select-outcome, score-ad",
  ),
  signalsTimeoutMs: bidding.signalsTimeoutMs.describe("For all networks' signals, in milliseconds"),
  bidTimeoutMs: bidding.bidTimeoutMs.describe("For all networks' bids, in milliseconds"),
});

const HybridSchema = z.strictObject({
  order: hybrid.order.describe("Priced nodes before any bidding, or the best bid among prices"),
  bidIsFloor: hybrid.bidIsFloor.describe(
    "Whether nodes before the best bid have to reach it; with merged-by-price",
  ),
});

const CapsSchema = z.strictObject({
  app: ScenarioCapSchema.optional().describe("For the whole app"),
  user: ScenarioCapSchema.optional().describe("For each user"),
});

const ScenarioMediationSchema = z
  .strictObject({
    flow: mediation.flow.describe("How networks compete: in turn, by live bids, or both"),
    firstParty: ScenarioFirstPartySchema.optional().describe(
      "The network that owns the mediation SDK",
    ),
    firstPartyOptimisation: mediation.firstPartyOptimisation.describe(
      "False for the plain waterfall, in which the first party only comes last",
    ),
    chaining: mediation.chaining
      .unwrap()
      .optional()
      .describe(
        "How the first party is held against a price; default: chained-ad-selections in profile proposal, else from-outcomes",
      ),
    firstPartyFallback: mediation.firstPartyFallback
      .unwrap()
      .optional()
      .describe(
        "The first party's ad at the end of the chain; default: rerun in profile proposal, else reuse",
      ),
    bidding: BiddingSchema.prefault({}).describe("How bids are asked for and compared"),
    hybrid: HybridSchema.prefault({}).describe("How prices and bids go together"),
    caps: CapsSchema.prefault({}).describe(
      "How often ads may be shown, whatever slot they are for",
    ),
    floorBoundary: mediation.floorBoundary.describe(
      "Whether what equals a node's floor reaches it",
    ),
    nodeTimeoutMs: mediation.nodeTimeoutMs.describe("For nodes that set no limit, in milliseconds"),
    initializeTimeoutMs: mediation.initializeTimeoutMs.describe(
      "For a network's initialization, in milliseconds",
    ),
    lateAnswers: mediation.lateAnswers.describe(
      "What becomes of an ad that comes after its node's time: discard it, or cache it for the slot's next request",
    ),
    adExpiryMs: mediation.adExpiryMs.describe(
      "How long a loaded ad is kept at most, in milliseconds; its network may say less",
    ),
    adCacheSize: mediation.adCacheSize.describe("How many prefetched ads may wait for each slot"),
    totalTimeoutMs: mediation.totalTimeoutMs.describe("For the whole walk, in milliseconds"),
    showTimeoutMs: mediation.showTimeoutMs.describe(
      "For the winning network to show its ad, in milliseconds",
    ),
    reportTimeoutMs: mediation.reportTimeoutMs.describe(
      "For the winning network's report of an impression or an interaction, in milliseconds",
    ),
    endpointTimeoutMs: mediation.endpointTimeoutMs.describe(
      "For the contextual endpoint's answer, in milliseconds",
    ),
    advisedChainLength: mediation.advisedChainLength.describe("Longer chains draw a warning"),
  })
  .check(refuseMediationContradictions);

/** The app under test, and how its mediation SDK is configured. */
export const AppSchema = z.strictObject({
  appId: NameSchema.describe("Package name, such as com.example.game"),
  mediation: ScenarioMediationSchema.prefault({}).describe("How the SDK walks a chain"),
  privacy: ScenarioPrivacySchema.prefault({}).describe("What the user allows at first"),
});

const SlotRewardSchema = z.strictObject({
  type: RewardSchema.shape.type.describe("What the user gets: coins, lives"),
  amount: RewardSchema.shape.amount.describe("How many"),
});

/** Where the app can show ads, by slot id; without any, only the device is used. */
export const SlotsSchema = z
  .record(
    NameSchema,
    z
      .strictObject({
        format: AdSlotSchema.shape.format.describe("What kind of ad fits"),
        sizes: AdSlotSchema.shape.sizes.describe("Width and height, in density-independent pixels"),
        cap: ScenarioCapSchema.optional().describe("How often its ads may be shown"),
        refreshMs: AdSlotSchema.shape.refreshMs.describe(
          "How often a shown banner or native ad is replaced, in milliseconds",
        ),
        reward: SlotRewardSchema.optional().describe("What a rewarded ad promises the user"),
      })
      .check(refuseSlotContradictions),
  )
  .default({});

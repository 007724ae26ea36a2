import { z } from "zod";
import { SignalsSchema, type AdServices } from "../../sdk/index.ts";
import { AuctionSchema, FromOutcomesConfigSchema } from "../scenario/ad-selection-schema.ts";
import { expectThat, NameSchema } from "../scenario/fields.ts";
import { defineDeviceStep } from "./device-step.ts";
import type { OutcomeBook } from "./outcome-book.ts";
import { toFromOutcomesConfig } from "./to-config.ts";

const config = AuctionSchema.describe("The selectAds calls that it is for");
const outcomesConfig = FromOutcomesConfigSchema.describe("The calls that it is for");
const audienceKey = {
  owner: NameSchema.optional().describe("App that joined it; default: the calling app"),
  buyer: NameSchema.describe("Host that owns the audience"),
  name: NameSchema.describe("Name of the audience"),
};

const RemovalSchema = z.strictObject({
  adSelection: config.optional(),
  adSelectionFromOutcomes: outcomesConfig.optional(),
  customAudience: z.strictObject(audienceKey).optional().describe("The audience it is for"),
});

const OverrideSchema = z
  .strictObject({
    adSelection: z
      .strictObject({
        config,
        decisionLogicJs: z.string().describe("Script with scoreAd and reportResult"),
        trustedScoringSignals: SignalsSchema.optional().describe("Instead of those to fetch"),
        perBuyerDecisionLogic: z
          .record(NameSchema, z.string())
          .optional()
          .describe("Scripts with the reportWin of contextual ads, by buyer"),
      })
      .optional()
      .describe("Scripts and signals of a seller"),
    adSelectionFromOutcomes: z
      .strictObject({
        config: outcomesConfig,
        selectionLogicJs: z.string().describe("Script with selectOutcome"),
        selectionSignals: SignalsSchema.optional().describe("Kept and never read, as on Android"),
      })
      .optional()
      .describe("Script of a choice among outcomes"),
    customAudience: z
      .strictObject({
        ...audienceKey,
        biddingLogicJs: z.string().describe("Script with generateBid and reportWin"),
        biddingLogicJsVersion: z.int().min(0).optional().describe("As a version header says it"),
        trustedBiddingSignals: SignalsSchema.optional().describe("Instead of those to fetch"),
      })
      .optional()
      .describe("Script and signals of a custom audience"),
    remove: RemovalSchema.check(expectThat(hasOne, "expected exactly one override to remove"))
      .optional()
      .describe("Takes one override away"),
    reset: z
      .enum(["adSelection", "adSelectionFromOutcomes", "customAudience"])
      .optional()
      .describe("Takes all overrides of a kind away"),
  })
  .check(
    expectThat(
      hasOne,
      "expected exactly one of adSelection, adSelectionFromOutcomes, customAudience, remove, reset",
    ),
  );

type Override = z.output<typeof OverrideSchema>;

function hasOne(map: object): boolean {
  return Object.keys(map).length === 1;
}

export const overrideStep = defineDeviceStep({
  verb: "override",
  meaning: "Put a developer's script or signals in the place of those that are served",
  example: "{ customAudience: { buyer: …, name: …, biddingLogicJs: … } }",
  value: OverrideSchema,
  beside: ["app", "expect"],
  describe: ({ remove, reset, ...added }) => {
    if (reset !== undefined) return `reset ${reset}`;
    return remove === undefined ? describeOne(added) : `remove ${describeOne(remove)}`;
  },
  async call({ overrides }, { remove, reset, ...added }, { outcomes }) {
    if (reset !== undefined) await resetAll(overrides, reset);
    else if (remove !== undefined) await removeOne(overrides, remove, outcomes);
    else await add(overrides, added, outcomes);
  },
});

interface Described {
  readonly adSelection?: object | undefined;
  readonly adSelectionFromOutcomes?: object | undefined;
  readonly customAudience?: { readonly buyer: string; readonly name: string } | undefined;
}

function describeOne({ customAudience, ...configs }: Described): string {
  if (customAudience === undefined) return Object.keys(configs).join(", ");
  return `customAudience ${customAudience.buyer}/${customAudience.name}`;
}

type Overrides = AdServices["overrides"];

async function add(overrides: Overrides, added: Override, outcomes: OutcomeBook): Promise<void> {
  const { adSelection, adSelectionFromOutcomes: chosen, customAudience } = added;
  if (adSelection !== undefined) {
    await overrides.overrideAdSelection(adSelection);
  }
  if (chosen !== undefined) {
    const of = toFromOutcomesConfig(chosen.config, outcomes);
    await overrides.overrideAdSelectionFromOutcomes({ ...chosen, config: of });
  }
  if (customAudience !== undefined) await overrides.overrideCustomAudience(customAudience);
}

async function removeOne(
  overrides: Overrides,
  removed: z.output<typeof RemovalSchema>,
  outcomes: OutcomeBook,
): Promise<void> {
  const { adSelection, adSelectionFromOutcomes: chosen, customAudience } = removed;
  if (adSelection !== undefined) {
    await overrides.removeAdSelectionOverride(adSelection);
  }
  if (chosen !== undefined) {
    const of = toFromOutcomesConfig(chosen, outcomes);
    await overrides.removeAdSelectionFromOutcomesOverride(of);
  }
  if (customAudience !== undefined) await overrides.removeCustomAudienceOverride(customAudience);
}

function resetAll(overrides: Overrides, kind: NonNullable<Override["reset"]>): Promise<void> {
  const resets = {
    adSelection: () => overrides.resetAdSelectionOverrides(),
    adSelectionFromOutcomes: () => overrides.resetAdSelectionFromOutcomesOverrides(),
    customAudience: () => overrides.resetCustomAudienceOverrides(),
  };
  return resets[kind]();
}

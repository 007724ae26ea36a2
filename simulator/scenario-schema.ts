import { z } from "zod";
import { ProfileSchema } from "../sdk/index.ts";
import { AdapterPathSchema } from "./scenario/adapter-module.ts";
import { AppSchema, SlotsSchema } from "./scenario/app-schema.ts";
import { DeviceSchema } from "./scenario/device-schema.ts";
import { ExpectSchema } from "./scenario/expect-schema.ts";
import { NameSchema } from "./scenario/fields.ts";
import { ForceSchema } from "./scenario/force-schema.ts";
import { BuyersSchema, SellersSchema } from "./scenario/hosts-schema.ts";
import { NetworkConditionsSchema } from "./scenario/network-conditions-schema.ts";
import { AdServerSchema, LiveHostsSchema, NetworksSchema } from "./scenario/network-schema.ts";
import type { Step } from "./steps/step-definition.ts";
import { StepsSchema } from "./steps/steps-schema.ts";

/** The one version of the format so far. */
export const SCENARIO_VERSION = 1;

/** What to simulate, as a file holds it. The output has every default filled in. */
export const ScenarioSchema = z
  .strictObject({
    version: z.literal(SCENARIO_VERSION).describe("Version of this format"),
    name: NameSchema.optional().describe("What to call it; default: the name of file or folder"),
    seed: z.int().default(1).describe("Same scenario and seed, same run"),
    profile: ProfileSchema.default("android-all-on").describe(
      "Which device: a profile's name, or one with settings changed",
    ),
    app: AppSchema.describe("The app, and how its mediation SDK is configured"),
    slots: SlotsSchema.describe("Where the app shows ads, by slot id; none: the device alone"),
    device: DeviceSchema.prefault({}).describe("The phone as the session finds it"),
    sellers: SellersSchema.describe("Sellers and what their hosts serve, by host"),
    buyers: BuyersSchema.describe("Buyers and what their hosts serve, by host"),
    networks: NetworksSchema.describe("Mediated networks, by network id"),
    adapters: z
      .array(AdapterPathSchema)
      .default([])
      .describe("Modules with network adapters of your own, relative to the scenario"),
    adServer: AdServerSchema.prefault({}).describe("What the contextual endpoint answers"),
    hosts: LiveHostsSchema.describe("With --live: the server that stands for each host"),
    network: NetworkConditionsSchema.prefault({}).describe("How the simulated internet behaves"),
    force: ForceSchema.describe("Outcomes that nodes are forced to have, by node id"),
    revealValuations: z
      .boolean()
      .default(false)
      .describe("Whether networks say what they would have paid for each request"),
    steps: StepsSchema.optional().describe(
      "What happens, in order; default: request each slot, then show it",
    ),
    expect: ExpectSchema.prefault({}).describe("How it should end"),
  })
  .transform((scenario) => ({
    ...scenario,
    steps: scenario.steps ?? requestAndShow(Object.keys(scenario.slots)),
  }));

export type Scenario = z.output<typeof ScenarioSchema>;
export type ScenarioInput = z.input<typeof ScenarioSchema>;

function requestAndShow(slotIds: readonly string[]): Step[] {
  return slotIds.flatMap((slotId): Step[] => [
    { verb: "request", value: slotId },
    { verb: "show", value: slotId },
  ]);
}

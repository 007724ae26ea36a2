import { z } from "zod";
import {
  DECISION_FUNCTIONS,
  ProfileSchema,
  type DecisionFunctionId,
  type DecisionParameter,
  type JsonValue,
} from "../../sdk/index.ts";
import { DurationSchema, TimeSchema } from "../../simulator/index.ts";
import { LAWS } from "../laws/laws.ts";
import {
  CallExpectSchema,
  JsonSchema,
  ScenarioExpectSchema,
  ValueExpectSchema,
} from "./expect-schema.ts";

const NameSchema = z.string().min(1);

const FunctionSchema = z.enum(
  DECISION_FUNCTIONS.map(({ id }) => id) as [DecisionFunctionId, ...DecisionFunctionId[]],
);

/** What each argument is, for editors: the functions share most names. */
const GivenSchema = z.strictObject(
  Object.fromEntries(
    DECISION_FUNCTIONS.flatMap(({ parameters }) => parameters as readonly DecisionParameter[]).map(
      ({ name, about }) => [name, JsonSchema.optional().describe(about)],
    ),
  ) as Readonly<Record<string, z.ZodOptional<typeof JsonSchema>>>,
) as unknown as z.ZodType<Readonly<Record<string, JsonValue>>>;

const ScriptSchema = NameSchema.describe("The script, relative to this file");

/** In a file of tests rather than beside it. */
const InlineScenarioSchema = z.record(z.string(), z.unknown());

const ScenarioSchema = z
  .union([NameSchema, InlineScenarioSchema], "expected a path or a scenario")
  .describe("The scenario to run: its path, relative to this file, or all of it");

const asked = {
  given: GivenSchema.optional().describe(
    "Arguments by name; what is not named is a sample of the right shape",
  ),
  args: z.array(JsonSchema).optional().describe("Arguments by position, all of them"),
};

const settings = {
  script: ScriptSchema.optional(),
  function: FunctionSchema.optional().describe("Which function of the script is called"),
  profile: ProfileSchema.optional().describe("Which device; default: android-all-on"),
  seed: z.int().optional().describe("Of Math.random, and of scenarios; default: 1, or their own"),
};

export const CallTestSchema = z.strictObject({
  name: NameSchema.describe("A sentence; no other test of the file has it"),
  ...settings,
  ...asked,
  calls: z
    .array(
      z.strictObject({
        ...asked,
        expect: ValueExpectSchema.optional().describe("What this call should come to"),
      }),
    )
    .min(1)
    .optional()
    .describe("Several calls in one world, in order, instead of one"),
  now: TimeSchema.optional().describe("What Date reads first"),
  budget: DurationSchema.optional().describe(
    "Virtual time that it may take; default: as on a device",
  ),
  expect: CallExpectSchema.optional().describe(
    "What should come of it; default: something that the device can use",
  ),
});

export const ScenarioTestSchema = z.strictObject({
  name: CallTestSchema.shape.name,
  scenario: ScenarioSchema.optional(),
  set: z
    .record(NameSchema, z.unknown())
    .optional()
    .describe("What to change in it, by the paths of fledgling replay --set"),
  seed: settings.seed,
  expect: ScenarioExpectSchema.optional().describe(
    "How it should end; default, where nothing is changed: as the scenario itself expects",
  ),
});

const LawNameSchema = z.enum(LAWS.map(({ name }) => name) as [string, ...string[]]);

export const LawTestSchema = z.strictObject({
  name: CallTestSchema.shape.name,
  ...settings,
  seed: z.int().optional().describe("What the cases follow from; default: 1"),
  given: GivenSchema.optional().describe(
    "Arguments by name that stay as they are; of maps, at any depth, what is not named is made up",
  ),
  parameters: JsonSchema.optional().describe("What a prebuilt script is handed last"),
  laws: z
    .union([z.literal("all"), z.array(LawNameSchema).min(1)], "expected all, or a list of laws")
    .describe("What has to hold for whatever the function is given"),
  runs: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe("How many cases are made up for each law; default: 100"),
});

const defaults = {
  ...settings,
  given: asked.given.describe("Arguments of every call, under its own"),
  scenario: ScenarioSchema.optional(),
};

export const TestFileSchema = z.strictObject({
  ...defaults,
  tests: z
    .array(z.union([CallTestSchema, LawTestSchema, ScenarioTestSchema]))
    .min(1, "expected at least one test")
    .describe("The tests, in order"),
});

/** Which of the two a test is is known before it is checked, so that its problems are those of its kind. */
export const UnreadTestsSchema = z.strictObject({
  ...defaults,
  tests: z.array(z.unknown()).min(1, "expected at least one test"),
});

export type CallTest = z.output<typeof CallTestSchema>;
export type LawTest = z.output<typeof LawTestSchema>;
export type ScenarioTest = z.output<typeof ScenarioTestSchema>;
export type Defaults = Omit<z.output<typeof UnreadTestsSchema>, "tests">;

/** Editors understand this draft best. */
const target = "draft-7";

/** The format of test files as a JSON Schema: what editors complete and check while one writes. */
export function testFileJsonSchema(): object {
  const schema = z.toJSONSchema(TestFileSchema, {
    target,
    io: "input",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema !== InlineScenarioSchema) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      jsonSchema.$ref = "scenario.schema.json";
    },
  });
  return { title: "Fledgling tests", ...schema };
}

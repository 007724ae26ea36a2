import { z } from "zod";
import { BESIDE_KEYS, besideShape, type BesideKey } from "./beside-schema.ts";
import { STEPS } from "./index.ts";
import type { Step, StepDefinition, StepEntry } from "./step-definition.ts";

type Definition = (typeof STEPS)[number];
type VerbShape = { [Each in Definition as Each["verb"]]: z.ZodOptional<Each["value"]> };

const definitions: readonly StepDefinition[] = STEPS;
const byVerb = new Map(definitions.map((definition) => [definition.verb, definition]));
const VERBS = [...byVerb.keys()];
/** What makes a map a step. */
const STARTERS = [...VERBS, "repeat"];

const verbShape = Object.fromEntries(
  definitions.map(({ verb, value, meaning }) => [verb, value.optional().describe(meaning)]),
) as unknown as VerbShape;

type LoneVerb = Extract<Definition, { readonly value: z.ZodOptional }>["verb"];
type MapInput = z.input<z.ZodObject<VerbShape & typeof besideShape>>;
type StepInput =
  | LoneVerb
  | (MapInput & { repeat?: number | undefined; steps?: StepInput[] | undefined });

const repeatShape = {
  repeat: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe("How often to carry out the steps beside it, all of them in turn"),
  steps: z
    .lazy((): z.ZodType<StepEntry[], StepInput[]> => z.array(StepSchema).min(1))
    .optional()
    .describe("With repeat: the steps; none of them is a repeat itself"),
};

/** All verbs in one map, so that a misspelt one can be held against the others. */
const StepMapSchema = z
  .strictObject({ ...verbShape, ...besideShape, ...repeatShape })
  .check(({ value, issues }) => {
    const [starter, ...others] = STARTERS.filter((name) => nameIn(value, name));
    const problem =
      starter === undefined || others.length > 0
        ? `expected exactly one of ${STARTERS.join(", ")}`
        : describeStray(starter, value);
    if (issues.length > 0 || problem === undefined) return;
    issues.push({ code: "custom", message: problem, input: value });
  });

type StepMap = Readonly<Record<string, unknown>>;

function nameIn(map: StepMap, name: string): boolean {
  return map[name] !== undefined;
}

function describeStray(verb: string, map: StepMap): string | undefined {
  const hasSteps = nameIn(map, "steps");
  if (verb === "repeat" && !hasSteps) return "expected steps beside repeat";
  if (verb !== "repeat" && hasSteps) return `"steps" does not go with ${verb}, only with repeat`;
  const stray = BESIDE_KEYS.find(
    (key) => map[key] !== undefined && !byVerb.get(verb)?.beside.includes(key),
  );
  return stray && `"${stray}" does not go with ${verb}, only with ${verbsWith(stray).join(", ")}`;
}

function verbsWith(key: BesideKey): readonly string[] {
  return definitions.filter(({ beside }) => beside.includes(key)).map(({ verb }) => verb);
}

/** Total, because zod still transforms a map whose only fault is an unknown key. */
function toStep(map: StepMap): StepEntry {
  const { repeat, steps = [] } = map as Partial<Extract<StepEntry, { readonly repeat: number }>>;
  if (repeat !== undefined) return { repeat, steps };
  const verb = VERBS.find((each) => nameIn(map, each)) ?? "";
  const beside = BESIDE_KEYS.flatMap((key) => (map[key] === undefined ? [] : [[key, map[key]]]));
  return { verb, value: map[verb], ...Object.fromEntries(beside) };
}

/** `advance 2h` and `advance` look right and are not YAML maps: the message shows how to write them. */
function wordProblem(input: unknown): string | undefined {
  const [word = "", ...rest] = typeof input === "string" ? input.split(/[\s:]+/) : [];
  const example = byVerb.get(word)?.example;
  if (example === undefined) return undefined;
  const value = example.startsWith("{") ? example : rest.join(" ") || example;
  return `expected a map: write "${word}: ${value}"`;
}

const loneVerbs = definitions.filter(({ standsAlone }) => standsAlone).map(({ verb }) => verb);
const StepWordSchema = z
  .enum(loneVerbs as [LoneVerb, ...LoneVerb[]], { error: ({ input }) => wordProblem(input) })
  .transform((verb): Step => ({ verb, value: undefined }));

/** A plain word (`show`), a map with one verb (`request: home-banner`), or several of them to repeat. */
export const StepSchema = z
  .union([StepWordSchema, StepMapSchema.transform(toStep)])
  .meta({ id: "Step", description: "A word, a map with one verb, or steps to repeat" });

export function definitionOf({ verb }: Step): StepDefinition {
  const definition = byVerb.get(verb);
  if (definition === undefined) throw new Error(`No step has the verb "${verb}".`);
  return definition;
}

/** The step as a line of prose: what the trace and the walk call it. */
export function renderStep(step: Step): string {
  return `${step.verb} ${definitionOf(step).describe(step)}`.trimEnd();
}

/** Keys under which a step names a slot. */
export const SLOT_KEYS: readonly string[] = [
  ...definitions.filter(({ namesSlot }) => namesSlot).map(({ verb }) => verb),
  "slotId",
];

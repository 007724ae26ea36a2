import { z } from "zod";
import { BESIDE_KEYS, besideShape, type BesideKey } from "./beside-schema.ts";
import { STEPS } from "./index.ts";
import type { Step, StepDefinition } from "./step-definition.ts";

type Definition = (typeof STEPS)[number];
type VerbShape = { [Each in Definition as Each["verb"]]: z.ZodOptional<Each["value"]> };

const definitions: readonly StepDefinition[] = STEPS;
const byVerb = new Map(definitions.map((definition) => [definition.verb, definition]));
const VERBS = [...byVerb.keys()];

const verbShape = Object.fromEntries(
  definitions.map(({ verb, value, meaning }) => [verb, value.optional().describe(meaning)]),
) as unknown as VerbShape;

/** All verbs in one map, so that a misspelt one can be held against the others. */
const StepMapSchema = z
  .strictObject({ ...verbShape, ...besideShape })
  .check(({ value, issues }) => {
    const verbs = verbsIn(value);
    const [verb] = verbs;
    const problem =
      verb === undefined || verbs.length > 1
        ? `expected exactly one of ${VERBS.join(", ")}`
        : describeStray(verb, value);
    if (issues.length > 0 || problem === undefined) return;
    issues.push({ code: "custom", message: problem, input: value });
  });

type StepMap = Readonly<Record<string, unknown>>;

function verbsIn(map: StepMap): readonly string[] {
  return VERBS.filter((verb) => map[verb] !== undefined);
}

function describeStray(verb: string, map: StepMap): string | undefined {
  const stray = BESIDE_KEYS.find(
    (key) => map[key] !== undefined && !byVerb.get(verb)?.beside.includes(key),
  );
  return stray && `"${stray}" does not go with ${verb}, only with ${verbsWith(stray).join(", ")}`;
}

function verbsWith(key: BesideKey): readonly string[] {
  return definitions.filter(({ beside }) => beside.includes(key)).map(({ verb }) => verb);
}

/** Total, because zod still transforms a map whose only fault is an unknown key. */
function toStep(map: StepMap): Step {
  const [verb = ""] = verbsIn(map);
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
/** Whoever needs no value may stand alone. */
type LoneVerb = Extract<Definition, { readonly value: z.ZodOptional }>["verb"];

const StepWordSchema = z
  .enum(loneVerbs as [LoneVerb, ...LoneVerb[]], { error: ({ input }) => wordProblem(input) })
  .transform((verb): Step => ({ verb, value: undefined }));

/** A plain word (`show`) or a map with one verb (`request: home-banner`). */
export const StepSchema = z.union([StepWordSchema, StepMapSchema.transform(toStep)]);

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

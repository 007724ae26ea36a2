import { z } from "zod";
import {
  ConditionsChangeSchema,
  SignalsSchema,
  type ConditionsChange,
  type CustomAudience,
} from "../../sdk/index.ts";
import { ScenarioAudienceSchema } from "./device-schema.ts";
import { DurationSchema, NameSchema, renderDuration } from "./fields.ts";

/** One thing the user, the app or the clock does. Without a slot it concerns the last one requested. */
export type Step =
  | { readonly kind: "request"; readonly slotId: string }
  | { readonly kind: AdVerb; readonly slotId?: string }
  | {
      readonly kind: "event";
      readonly key: string;
      readonly data?: string;
      readonly slotId?: string;
    }
  | { readonly kind: "advance"; readonly durationMs: number }
  | { readonly kind: "join"; readonly customAudience: CustomAudience }
  | { readonly kind: "leave"; readonly buyer: string; readonly name: string }
  | { readonly kind: "set"; readonly conditions: ConditionsChange };

const AD_VERBS = ["show", "impression", "view", "click"] as const;
type AdVerb = (typeof AD_VERBS)[number];
const VERBS = ["request", ...AD_VERBS, "event", "advance", "join", "leave", "set"] as const;
type Verb = (typeof VERBS)[number];

const ofSlot = NameSchema.optional();

/** All verbs in one map, so that a misspelt one can be held against the others. */
const StepMapSchema = z
  .strictObject({
    request: ofSlot.describe("Request an ad for this slot"),
    show: ofSlot.describe("Show the ad of this slot"),
    impression: ofSlot.describe("Report the impression of the ad in this slot"),
    view: ofSlot.describe("Report a view of the ad in this slot"),
    click: ofSlot.describe("Report a click on the ad in this slot"),
    event: NameSchema.optional().describe("Report an event of this name"),
    data: SignalsSchema.optional().describe("With event: the data it carries"),
    slotId: ofSlot.describe("With event: the slot of the ad"),
    advance: DurationSchema.optional().describe("Let time pass: 250ms, 5s, 10m, 2h, 3d"),
    join: ScenarioAudienceSchema.optional().describe("Join a custom audience"),
    leave: z
      .strictObject({
        buyer: NameSchema.describe("Host that owns the audience"),
        name: NameSchema.describe("Name of the audience"),
      })
      .optional()
      .describe("Leave a custom audience"),
    set: ConditionsChangeSchema.refine(
      (conditions) => Object.keys(conditions).length > 0,
      "expected at least one condition",
    )
      .optional()
      .describe("Change what user, app or device are like from now on"),
  })
  .check(({ value, issues }) => {
    const verbs = verbsIn(value);
    const expected =
      verbs.length === 1 ? strayKeyOf(value) : `expected exactly one of ${VERBS.join(", ")}`;
    if (issues.length > 0 || expected === undefined) return;
    issues.push({ code: "custom", message: expected, input: value });
  });

type StepMap = z.output<typeof StepMapSchema>;

function verbsIn(map: StepMap): readonly Verb[] {
  return VERBS.filter((verb) => map[verb] !== undefined);
}

function strayKeyOf(map: StepMap): string | undefined {
  if (map.event !== undefined) return undefined;
  const stray = (["data", "slotId"] as const).find((key) => map[key] !== undefined);
  return stray && `"${stray}" is for an event step only`;
}

/** Total, because zod still transforms a map whose only fault is an unknown key. */
function toStep(map: StepMap): Step {
  if (map.event !== undefined) return toEventStep(map.event, map);
  if (map.request !== undefined) return { kind: "request", slotId: map.request };
  if (map.advance !== undefined) return { kind: "advance", durationMs: map.advance };
  if (map.join !== undefined) return { kind: "join", customAudience: map.join };
  if (map.leave !== undefined) return { kind: "leave", ...map.leave };
  if (map.set !== undefined) return { kind: "set", conditions: map.set };
  const kind = AD_VERBS.find((verb) => map[verb] !== undefined) ?? "show";
  const slotId = map[kind];
  return { kind, ...(slotId === undefined ? {} : { slotId }) };
}

function toEventStep(key: string, { data, slotId }: StepMap): Step {
  return {
    kind: "event",
    key,
    ...(data === undefined ? {} : { data: typeof data === "string" ? data : JSON.stringify(data) }),
    ...(slotId === undefined ? {} : { slotId }),
  };
}

/** `advance 2h` and `advance` look right and are not YAML maps: the message shows how to write them. */
function wordProblem(input: unknown): string | undefined {
  const [word, ...rest] = typeof input === "string" ? input.split(/[\s:]+/) : [];
  const verb = VERBS.find((known) => known === word);
  if (verb === undefined) return undefined;
  return `expected a map: write "${verb}: ${rest.join(" ") || examples[verb]}"`;
}

const examples: Readonly<Record<Verb, string>> = {
  request: "<slot id>",
  show: "<slot id>",
  impression: "<slot id>",
  view: "<slot id>",
  click: "<slot id>",
  event: "<key>",
  advance: "2h",
  join: "{ buyer: …, name: … }",
  leave: "{ buyer: …, name: … }",
  set: "{ consent: revoked }",
};

const StepWordSchema = z
  .enum(AD_VERBS, { error: ({ input }) => wordProblem(input) })
  .transform((kind): Step => ({ kind }));

/** A plain word (`show`) or a map with one verb (`request: home-banner`). */
export const StepSchema = z.union([StepWordSchema, StepMapSchema.transform(toStep)]);

/** The step as a line of prose: what the trace and the walk call it. */
export function renderStep(step: Step): string {
  switch (step.kind) {
    case "request":
      return `request ${step.slotId}`;
    case "event":
      return ["event", step.key, step.slotId].filter((word) => word !== undefined).join(" ");
    case "advance":
      return `advance ${renderDuration(step.durationMs)}`;
    case "join":
      return `join ${step.customAudience.buyer}/${step.customAudience.name}`;
    case "leave":
      return `leave ${step.buyer}/${step.name}`;
    case "set":
      return `set ${renderConditions(step.conditions)}`;
    default:
      return step.slotId === undefined ? step.kind : `${step.kind} ${step.slotId}`;
  }
}

function renderConditions(conditions: ConditionsChange): string {
  return Object.entries(conditions)
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}

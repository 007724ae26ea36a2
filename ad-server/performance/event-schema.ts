import { z } from "zod";
import { toMicros } from "../auction/money.ts";
import { EVENT_LEVELS, type EventKind, type EventRow } from "../store/event-table.ts";

/** What is written as a CPM of six decimals is, for one impression, a whole number of these. */
const nanosPerMicro = 1_000;
const maxEvents = 1_000;
const maxValueMicros = 1_000_000_000;
const maxMs = Date.UTC(9999, 11, 31);

const id = z.string().min(1).max(200);

const timeRule = "Expected milliseconds since 1970, or a time such as 2026-11-22T08:00:00Z";
const TimeSchema = z
  .union(
    [z.int(timeRule).nonnegative().max(maxMs), z.iso.datetime({ offset: true, error: timeRule })],
    { error: timeRule },
  )
  .transform((at) => (typeof at === "number" ? at : Date.parse(at)));

const base = {
  event_id: id.describe("Sent twice, it is counted once"),
  at: TimeSchema.describe("When it happened: milliseconds since 1970, or ISO 8601 with a zone"),
  network_id: id,
  bid_id: id.optional(),
  slot_id: id,
  level: z.enum(EVENT_LEVELS).default("sdk").describe("Who saw it"),
};

const answered = {
  latency_ms: z
    .int()
    .nonnegative()
    .max(86_400_000)
    .optional()
    .describe("Whole milliseconds from asking to this; of a timeout, what it was given"),
};

const micros = z.int().nonnegative().max(maxValueMicros);
const cpm = z
  .number()
  .nonnegative()
  .max((maxValueMicros / 1_000_000) * 1_000);
const value = {
  value_micros: micros.optional().describe("Of this one impression, in millionths of a USD"),
  cpm_usd: cpm.optional().describe("The same per thousand, in USD; six decimals count"),
};
const runnerUp = {
  runner_up_micros: micros
    .optional()
    .describe("What the next best would have paid for it; 0: there was nobody else"),
  runner_up_cpm_usd: cpm.optional().describe("The same per thousand, in USD"),
};

function of<Kind extends EventKind, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
  return z.strictObject({ ...base, kind: z.literal(kind), ...shape });
}

const EventSchema = z.discriminatedUnion("kind", [
  of("request", {}),
  of("response", answered),
  of("no-ad", answered),
  of("timeout", answered),
  of("error", answered),
  of("win", { ...value, ...runnerUp })
    .check(refuseBoth("value_micros", "cpm_usd"))
    .check(refuseBoth("runner_up_micros", "runner_up_cpm_usd")),
  of("impression", value).check(refuseBoth("value_micros", "cpm_usd")),
  of("click", {}),
  of("revenue", value)
    .check(refuseBoth("value_micros", "cpm_usd"))
    .refine((event) => event.value_micros !== undefined || event.cpm_usd !== undefined, {
      path: ["value_micros"],
      message: "Revenue has a value: value_micros or cpm_usd",
    }),
]);

/** One event or many; an invalid one refuses them all, so that whoever sends them can send the same again. */
export const EventsBodySchema = z
  .preprocess(
    (body) => (Array.isArray(body) ? body : [body]),
    z.array(EventSchema.transform(toRow)).min(1).max(maxEvents),
  )
  .describe("One event, or an array of up to a thousand");

function refuseBoth(one: string, other: string) {
  return z.superRefine<Readonly<Record<string, unknown>>>((event, context) => {
    if (event[one] === undefined || event[other] === undefined) return;
    const message = `Expected ${one} or ${other}, and not both`;
    context.addIssue({ code: "custom", path: [other], message });
  });
}

type Event = z.output<typeof EventSchema>;

function toRow(event: Event): EventRow {
  const { value_micros, cpm_usd, runner_up_micros, runner_up_cpm_usd, latency_ms }: Numbers = event;
  return {
    eventId: event.event_id,
    atMs: event.at,
    level: event.level,
    kind: event.kind,
    networkId: event.network_id,
    bidId: event.bid_id ?? "",
    slotId: event.slot_id,
    latencyMs: latency_ms ?? null,
    valueNanos: toNanos(value_micros, cpm_usd),
    runnerUpNanos: toNanos(runner_up_micros, runner_up_cpm_usd),
  };
}

/** What some kinds have. */
interface Numbers {
  readonly kind: EventKind;
  readonly value_micros?: number | undefined;
  readonly cpm_usd?: number | undefined;
  readonly runner_up_micros?: number | undefined;
  readonly runner_up_cpm_usd?: number | undefined;
  readonly latency_ms?: number | undefined;
}

function toNanos(valueMicros: number | undefined, cpmUsd: number | undefined): number | null {
  if (valueMicros !== undefined) return valueMicros * nanosPerMicro;
  return cpmUsd === undefined ? null : toMicros(cpmUsd);
}

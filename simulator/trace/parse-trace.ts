import {
  MediationError,
  MediationEventSchema,
  nearestWord,
  type MediationEvent,
} from "../../sdk/index.ts";
import { findShapeProblems } from "../scenario/find-shape-problems.ts";
import { renderPath } from "../scenario/scenario-problem.ts";
import { TRACE_VERSION } from "./trace-version.ts";

interface TraceLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

interface TraceProblem {
  readonly line: number;
  readonly message: string;
}

const eventTypes: ReadonlySet<string> = new Set(
  MediationEventSchema.options.map(({ shape }) => shape.type.value),
);
const maxProblemsListed = 8;

/**
 * Reads the text of a trace, of which messages speak by `name`. Every line is held against the schema of the
 * events.
 *
 * @throws MediationError ERR_TRACE_INVALID
 */
export function parseTrace(text: string, name: string): readonly MediationEvent[] {
  const { events, problems } = readLines(text, name);
  if (problems.length > 0) throw invalid(problems, name);
  return events;
}

/** A trace as far as it can be read. */
export interface TraceSoFar {
  readonly events: readonly MediationEvent[];
  /** Absent where all of it can be. */
  readonly brokenAt?: TraceProblem;
}

/**
 * The same for whoever can do with a part: what comes before the first line that is wrong, if that is anything.
 *
 * @throws MediationError ERR_TRACE_INVALID
 */
export function parseTraceSoFar(text: string, name: string): TraceSoFar {
  const { events, lineNumbers, problems } = readLines(text, name);
  const [brokenAt] = problems.toSorted((a, b) => a.line - b.line);
  if (brokenAt === undefined) return { events };
  // A line that is no event has none, so the line itself counts only where it is what comes after that is missing.
  const before = events.filter((_, index) => (lineNumbers[index] ?? 0) <= brokenAt.line);
  const again = before.findIndex(({ type }, index) => type === "session.started" && index > 0);
  const first = again < 0 ? before : before.slice(0, again);
  if (first[0]?.type !== "session.started") throw invalid(problems, name);
  return { events: first, brokenAt };
}

function readLines(text: string, name: string): Found {
  const lines = text
    .split("\n")
    .map((each, index) => ({ line: index + 1, text: each }))
    .filter((each) => each.text.trim() !== "");
  refuseOtherFiles(lines[0], name);
  const found: Found = { events: [], lineNumbers: [], problems: [] };
  for (const each of lines) {
    const isLast = each === lines.at(-1);
    const parsed = parseJson(each.text);
    if (parsed.kind === "value") readEvent(parsed.value, each.line, found);
    else {
      const message = isLast ? brokenOff : `no JSON: ${parsed.why}`;
      found.problems.push({ line: each.line, message });
    }
  }
  found.problems.push(...findOrderProblems(found, lines));
  return found;
}

const brokenOff = "the line breaks off; what came after it is lost";

function refuseOtherFiles(first: TraceLine | undefined, name: string): void {
  const start = first === undefined ? undefined : parseJson(first.text);
  if (start?.kind !== "value" || !hasType(start.value) || start.value.type !== "session.started") {
    const why = whyNoTrace(first);
    throw new MediationError("ERR_TRACE_INVALID", `"${name}" is no trace: ${why}.`, {
      hint: "Write one with: fledgling run scenario.yaml --trace trace.jsonl",
    });
  }
  const { traceVersion } = start.value;
  if (traceVersion === TRACE_VERSION) return;
  const message = `"${name}" is a trace of version ${JSON.stringify(traceVersion)}, and this Fledgling reads version ${TRACE_VERSION}.`;
  throw new MediationError("ERR_TRACE_INVALID", message, {
    hint: adviseOnVersion(traceVersion),
  });
}

function adviseOnVersion(version: unknown): string {
  const isNewer = typeof version === "number" && version > TRACE_VERSION;
  return isNewer
    ? "Update Fledgling, or run the scenario again to have a trace of this one."
    : "Run the scenario again to have a new trace, or read this one with the Fledgling that wrote it.";
}

/** The first line is the longest, so a file that broke off early has often lost the end of it. */
function whyNoTrace(first: TraceLine | undefined): string {
  if (first === undefined) return "it is empty";
  const isBroken = /^\{"type":"session\.started"[^\n]*[^}]$/.test(first.text.trim());
  return isBroken ? "its first line breaks off" : "it does not begin with session.started";
}

interface Found {
  readonly events: MediationEvent[];
  /** Of each event. */
  readonly lineNumbers: number[];
  readonly problems: TraceProblem[];
}

function readEvent(value: unknown, line: number, found: Found): void {
  const { events, lineNumbers, problems } = found;
  try {
    if (MediationEventSchema.safeParse(value).success) {
      // The value itself: what the schema gives back has its facts in another order.
      events.push(value as MediationEvent);
      lineNumbers.push(line);
    } else for (const message of describeMisfit(value)) problems.push({ line, message });
  } catch (error) {
    // Checking goes as deep as the value does.
    if (!(error instanceof RangeError)) throw error;
    problems.push({ line, message: "nested deeper than any event needs" });
  }
}

/** Why a line is no event, once it is known to be none: finding the words takes longer than finding out. */
function describeMisfit(value: unknown): readonly string[] {
  if (!hasType(value)) return ['no event: it has no "type"'];
  const { type } = value;
  if (!eventTypes.has(type)) {
    const nearest = nearestWord(type, eventTypes);
    const advice = nearest === undefined ? "" : `, did you mean "${nearest}"?`;
    return [`no event is called "${type}"${advice}`];
  }
  const shaped = findShapeProblems(MediationEventSchema, value);
  if (shaped.kind === "fits") return [];
  return shaped.findings.map(({ path, message }) => `${type}  ${renderPath(path)}: ${message}`);
}

/** A trace is one session, from its first event to its last. */
function findOrderProblems(
  { events, problems }: Found,
  lines: readonly TraceLine[],
): readonly TraceProblem[] {
  if (problems.length > 0) return [];
  const again = events.findIndex(({ type }, index) => type === "session.started" && index > 0);
  if (again > 0) {
    const message = "session.started: a second session begins; a trace holds one";
    return [{ line: lines[again]?.line ?? 0, message }];
  }
  if (events.at(-1)?.type === "session.finished") return [];
  const message = "the trace ends here, before session.finished; what came after it is lost";
  return [{ line: lines.at(-1)?.line ?? 0, message }];
}

function invalid(problems: readonly TraceProblem[], name: string): MediationError {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const listed = problems.slice(0, maxProblemsListed);
  const rest = problems.length - listed.length;
  const lines = listed.map(({ line, message }) => `\n  ${name}:${line}  ${message}`);
  const more = rest === 0 ? "" : `\n  and ${rest} more`;
  const message = `Cannot read trace "${name}": ${count}${lines.join("")}${more}`;
  return new MediationError("ERR_TRACE_INVALID", message, {
    hint: "Run the scenario again with --trace; docs/events.md has every event and its facts.",
    details: { problems },
  });
}

type Parsed =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "no-json"; readonly why: string };

function parseJson(text: string): Parsed {
  try {
    return { kind: "value", value: JSON.parse(text) as unknown };
  } catch (error) {
    return { kind: "no-json", why: (error as SyntaxError).message };
  }
}

function hasType(value: unknown): value is { readonly type: string; traceVersion?: unknown } {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
  );
}

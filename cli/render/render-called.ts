import type { Colors } from "picocolors/types.js";
import { DECISION_FUNCTIONS, type Profile } from "../../sdk/index.ts";
import type { CalledScript, ScriptMeasurement } from "../../testing/index.ts";
import { calledRows, costRows, type CalledRow } from "./called-rows.ts";
import { renderFrame } from "./render-frame.ts";
import { shorten } from "./shorten.ts";

export interface AskedCall {
  readonly called: CalledScript;
  readonly profile: Profile;
  /** Names of the arguments that nobody gave. */
  readonly samples: readonly string[];
  /** Of this machine, where somebody asked for them. */
  readonly costs?: ScriptMeasurement | undefined;
}

/** Whether a device could go on with what came of it. */
export function isUsable({ failure, decisions }: CalledScript): boolean {
  return failure === undefined && decisions.every(({ kind }) => kind === "ok");
}

/** One call for people: what it was given, what came of it, and where it failed. */
export function renderCalled(
  { called, profile, samples, costs }: AskedCall,
  colours: Colors,
): string {
  const title = `${called.function} of ${called.script.name} on ${profile.name}`;
  const frame = renderFailureFrame(called, colours);
  return [
    colours.bold(title),
    "",
    ...renderArguments(called, samples, colours),
    "",
    ...renderFacts([...calledRows(called), ...costRows(costs)], colours),
    ...(frame === undefined ? [] : ["", frame]),
    "",
  ].join("\n");
}

const widthOfRow = 100;
const sampleMark = "  (sample)";
/** Whoever gave an argument wants to see it, up to a point; `--json` has all of it. */
const mostOfGiven = 400;

export function renderArguments(
  { function: id, arguments: calls }: CalledScript,
  samples: readonly string[],
  colours: Colors,
): readonly string[] {
  const names: readonly string[] = (
    DECISION_FUNCTIONS.find((each) => each.id === id)?.parameters ?? []
  ).map(({ name }) => name);
  const nameOf = (index: number): string => names[index] ?? `argument ${index + 1}`;
  const width = Math.max(0, ...calls.flatMap((call) => call.map((_, at) => nameOf(at).length)));
  return calls.flatMap((call, index) => [
    ...(calls.length === 1 ? [] : [colours.dim(`call ${index + 1}`)]),
    ...call.map((value, at) => {
      const isSample = samples.includes(nameOf(at));
      const room = isSample ? widthOfRow - width - 4 - sampleMark.length : mostOfGiven;
      const text = shorten(JSON.stringify(value), room);
      return `  ${nameOf(at).padEnd(width)}  ${text}${isSample ? colours.dim(sampleMark) : ""}`;
    }),
  ]);
}

export function renderFacts(rows: readonly CalledRow[], colours: Colors): readonly string[] {
  const width = Math.max(...rows.map(({ label }) => label.length));
  const paints = {
    plain: (text: string) => text,
    good: colours.green,
    bad: colours.red,
    faint: colours.dim,
  };
  return rows.map(
    ({ label, text, tone }) => `${colours.dim(label.padEnd(width))}  ${paints[tone](text)}`,
  );
}

/** The line that threw. Of a bundle, the message has the author's place, and nobody knows the line. */
export function renderFailureFrame(
  { outcome, script }: CalledScript,
  colours: Colors,
): string | undefined {
  if (outcome.kind !== "threw" || outcome.line === undefined || outcome.file !== undefined) {
    return undefined;
  }
  const { line, column = 1 } = outcome;
  const place = { line, column, endLine: line, endColumn: column + 1 };
  return renderFrame(script.source, place, colours);
}

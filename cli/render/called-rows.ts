import type { Decision, ReturnedValue } from "../../sdk/index.ts";
import type { CalledScript, CostSpread, ScriptMeasurement } from "../../testing/index.ts";
import { renderBytes, renderTime } from "./render-cost.ts";

/** One thing there is to say of a call. */
export interface CalledRow {
  readonly label: string;
  readonly text: string;
  readonly tone: "plain" | "good" | "bad" | "faint";
}

/** What came of a call: what it returned, what the device makes of it, and what it did beside that. */
export function calledRows(called: CalledScript): readonly CalledRow[] {
  const { outcome, decisions, failure } = called;
  const values = outcome.kind === "returned" ? outcome.values : [];
  const name = nameCall(called.arguments.length);
  return [
    ...values.flatMap((value, index): CalledRow[] => [
      { label: name("returned", index), text: wordReturned(value), tone: "plain" },
      { label: name("device", index), ...wordDecision(decisions[index]) },
    ]),
    ...(failure === undefined ? [] : [{ label: "failed", text: failure, tone: "bad" } as const]),
    ...called.console.map(({ level, text }): CalledRow => plain(`console.${level}`, text)),
    ...called.beacons.map(({ key, uri }) => plain("beacon", `${key}: ${uri}`)),
    ...called.debugReports.flatMap(({ winUrl, lossUrl, call }) => [
      ...(winUrl === "" ? [] : [plain(name("if it wins", call), winUrl)]),
      ...(lossUrl === "" ? [] : [plain(name("if it loses", call), lossUrl)]),
    ]),
    { label: "time", text: wordTime(called), tone: "faint" },
  ];
}

/** The middle one of many: how often they ran is for `fledgling bench` to say. */
export function costRows(costs: ScriptMeasurement | undefined): readonly CalledRow[] {
  if (costs === undefined) return [];
  const { topLevel, firstCall, function: id } = costs;
  const text = `${wordCost(topLevel)} at the top level, ${wordCost(firstCall)} in ${id}, on this machine`;
  return [{ label: "costs", text, tone: "faint" }];
}

function wordCost({ p50Ms, p50HeapBytes }: CostSpread): string {
  const heap = p50HeapBytes === undefined ? "" : ` and ${renderBytes(p50HeapBytes)}`;
  return `${renderTime(p50Ms)}${heap}`;
}

function plain(label: string, text: string): CalledRow {
  return { label, text, tone: "plain" };
}

/** Of one call, a number would say nothing. */
function nameCall(count: number): (label: string, index: number) => string {
  return (label, index) => (count === 1 ? label : `${label} ${index + 1}`);
}

function wordReturned(returned: ReturnedValue): string {
  if (returned.kind === "promise") return "a promise, which a device does not wait for";
  if (returned.kind === "nothing") return `nothing a device can read (${returned.because})`;
  return JSON.stringify(returned.value);
}

function wordDecision(decision: Decision | undefined): Pick<CalledRow, "text" | "tone"> {
  if (decision?.kind !== "ok") {
    return { text: `refuses it: ${decision?.detail ?? "there is no result"}`, tone: "bad" };
  }
  const { value } = decision;
  if (value === null) return { text: "takes it: nobody is chosen", tone: "good" };
  return { text: `takes it: ${JSON.stringify(value)}`, tone: "good" };
}

function wordTime({ spentMs, spentAtTopLevelMs = 0, function: id }: CalledScript): string {
  if (spentMs === 0) return "0 ms";
  const inside = spentMs - spentAtTopLevelMs;
  return `${spentMs} ms: ${spentAtTopLevelMs} ms at the top level, ${inside} ms in ${id}`;
}

import type { Colors } from "picocolors/types.js";
import type { CostSpread, ScriptMeasurement } from "../../testing/index.ts";
import { countWord } from "./count-word.ts";
import { renderBytes, renderTime } from "./render-cost.ts";
import { renderTable, type Cell } from "./render-table.ts";

/** One function, as it took with the engine's compilers and without. */
export interface MeasuredFunction {
  readonly compiled: ScriptMeasurement;
  readonly jitless: ScriptMeasurement;
}

export function renderMeasurements(
  functions: readonly MeasuredFunction[],
  colours: Colors,
): string {
  const blocks = functions.map((each) => renderFunction(each, colours));
  const note =
    "Wall time on this machine, without what taking it takes; what else runs shows in p90 and p99.";
  return `${[...blocks, colours.dim(note)].join("\n\n")}\n`;
}

function renderFunction({ compiled, jitless }: MeasuredFunction, colours: Colors): string {
  const { script, function: id, worldCount, warmUpCount, callsPerWorld } = compiled;
  const rows = [
    ["", "samples", "p50", "p90", "p99", "heap", "jitless p50", "jitless p99"],
    toRow("top level", compiled.topLevel, jitless.topLevel),
    toRow("first call", compiled.firstCall, jitless.firstCall),
    ...(compiled.laterCalls && jitless.laterCalls
      ? [toRow("later calls", compiled.laterCalls, jitless.laterCalls)]
      : []),
  ];
  const worlds = `${countWord(worldCount, "fresh world")}, ${countWord(callsPerWorld, "call")} in each, after ${warmUpCount} to warm up`;
  return [
    `${colours.bold(id)}  ${script}`,
    `  ${worlds}`,
    "",
    ...renderTable(rows, ["left", ...Array<"right">(7).fill("right")]).map((line) => `  ${line}`),
  ].join("\n");
}

function toRow(name: string, compiled: CostSpread, jitless: CostSpread): readonly Cell[] {
  return [
    name,
    compiled.sampleCount,
    renderTime(compiled.p50Ms),
    renderTime(compiled.p90Ms),
    renderTime(compiled.p99Ms),
    compiled.p50HeapBytes === undefined ? undefined : renderBytes(compiled.p50HeapBytes),
    renderTime(jitless.p50Ms),
    renderTime(jitless.p99Ms),
  ];
}

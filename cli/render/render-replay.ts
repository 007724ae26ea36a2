import type { Colors } from "picocolors/types.js";
import type { Replay } from "../../simulator/index.ts";
import { cutList } from "./cut-list.ts";
import {
  joinSections,
  renderDivergence,
  renderMetrics,
  renderSetup,
  renderSides,
  section,
  type Sides,
} from "./render-comparison.ts";
import { renderKnobValue } from "./render-knobs.ts";

const sides: Sides = ["before", "after"];
/** What can differ although nobody set it. */
const CIRCUMSTANCES = /^(?:fledglingVersion$|mode$|module )/;

/** What was changed, and what came of it. */
export function renderReplay({ changes, ends, comparison }: Replay, colours: Colors): string {
  const { setup, divergence, metrics } = comparison;
  if (comparison.isEqual && changes.length === 0) {
    return "Nothing was changed, and the replay equals the trace.\n";
  }
  const circumstances = setup.filter(({ name }) => CIRCUMSTANCES.test(name));
  return joinSections([
    section("changed", changes.map(renderChange), colours),
    renderSetup(circumstances, colours, sides),
    section("who won", cutList(ends.map(renderEnd)), colours),
    renderDivergence(divergence, colours, sides),
    renderMetrics(metrics, colours, sides),
  ]);
}

function renderChange({ path, from, to }: Replay["changes"][number]): string {
  const [before, after] = [from, to].map((value) => renderKnobValue(value) ?? "nothing");
  return `  ${path}  ${before} → ${after}`;
}

function renderEnd({ requestId, a, b }: Replay["ends"][number]): readonly string[] {
  return a === b
    ? renderSides(requestId, [a], ["as before", ""])
    : renderSides(requestId, [a, b], sides);
}

import { MediationError } from "../../sdk/index.ts";
import type { ScenarioProblem } from "../scenario/scenario-problem.ts";
import type { KnobValues } from "./turn-knobs.ts";

/** The scenario was fine before its knobs were turned, so what is wrong with it is what they were turned to. */
export function refusedValues(error: unknown, set: KnobValues): unknown {
  const isAboutValues = error instanceof MediationError && error.code === "ERR_SCENARIO_INVALID";
  if (!isAboutValues) return error;
  const problems = error.details["problems"] as readonly ScenarioProblem[];
  const lines = problems.map(({ path, message }) => `\n  ${path}: ${message}`);
  const knobs = Object.keys(set).map((path) => `"${path}"`);
  return new MediationError("ERR_REPLAY_KNOB", `Cannot set ${knobs.join(", ")}:${lines.join("")}`, {
    hint: "List all knobs with their present values with: fledgling replay <trace> --knobs",
    details: { problems },
    cause: error,
  });
}

import type { LoadedScenario } from "./load-scenario.ts";
import type { UnmetStep } from "./run-steps.ts";
import { pathOfStep } from "./steps/steps-schema.ts";

/** Where the scenario expects it, which step it is, and the difference. */
export function describeUnmetStep(
  unmet: UnmetStep,
  { path, locate, record }: LoadedScenario,
): string {
  const { step, text, key, message } = unmet;
  const ofStep = pathOfStep(record["steps"], step);
  const place = locate(key === undefined ? ofStep : [...ofStep, "expect", key], "key");
  const at = place === undefined ? "" : `${path}:${place.line}:${place.column}  `;
  return `${at}step ${step} (${text}): ${message}`;
}

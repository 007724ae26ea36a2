import type { ScriptSandbox } from "../../sdk/index.ts";
import { checkLaws, type LawVerdict } from "../laws/check-laws.ts";
import type { TestFailure } from "./test-outcome.ts";
import type { PlannedLaws } from "./test-plan.ts";

/** Every law that does not hold is a failure. */
export async function runLaws(
  { script, lawCheck, placeOf }: PlannedLaws,
  sandbox: ScriptSandbox,
): Promise<readonly TestFailure[]> {
  const verdicts = await checkLaws(script, lawCheck, sandbox);
  const place = placeOf("laws");
  return verdicts
    .flatMap(toFailure)
    .map((failure) => (place === undefined ? failure : { ...failure, place }));
}

function toFailure(verdict: LawVerdict): readonly TestFailure[] {
  if (verdict.kind === "held") return [];
  const key = verdict.law;
  if (verdict.kind === "given-up") {
    const message = `the script hangs, which nobody waits for any more: ${verdict.why}`;
    return [{ key, message }];
  }
  return [{ key, message: verdict.why, toPaste: verdict.test }];
}

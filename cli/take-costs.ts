import { createCostSandbox } from "../sdk/index.ts";
import { measureScript, type ScriptCall, type ScriptMeasurement } from "../testing/index.ts";

/** Enough for a middle one that the next run confirms. */
const callCount = 200;

/** What a call takes of this machine, by having it again and again; undefined of one that fails. */
export async function takeCosts(call: ScriptCall): Promise<ScriptMeasurement | undefined> {
  const sandbox = createCostSandbox();
  try {
    const measured = await measureScript(call, sandbox, { callCount });
    return measured.kind === "measured" ? measured.measurement : undefined;
  } finally {
    await sandbox.dispose();
  }
}

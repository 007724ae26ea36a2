import { sweepScenarios, type LoadedScenario, type Sweep, type Vary } from "../simulator/index.ts";
import type { CliIo } from "./cli-io.ts";
import { withProgress } from "./with-progress.ts";
import { withSandbox } from "./with-sandbox.ts";

export interface SweepWish {
  readonly scenarios: readonly LoadedScenario[];
  readonly vary: Vary;
  /** Of all runs; otherwise that of the first scenario. */
  readonly seed?: number | undefined;
}

/**
 * Runs the sweep that a command asks for, in a sandbox of its own, and shows how far it is.
 *
 * @throws MediationError ERR_CONFIG_INVALID, ERR_REPLAY_KNOB, ERR_SCENARIO_STEP
 */
export async function runSweep({ scenarios, ...wish }: SweepWish, io: CliIo): Promise<Sweep> {
  return await withSandbox((sandbox) =>
    withProgress(io, (onProgress) => sweepScenarios(scenarios, { ...wish, sandbox, onProgress })),
  );
}

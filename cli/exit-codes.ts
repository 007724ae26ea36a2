import { MediationError } from "../sdk/index.ts";

export const EXIT_OK = 0;
/** The run, something it was expected to do, or a comparison failed; scripts have errors. */
export const EXIT_FAILED = 1;
/** The user has to change something. */
export const EXIT_USER = 2;
/** Fledgling has to be changed. */
export const EXIT_BUG = 70;

export function exitCodeOf(error: unknown): number {
  if (!(error instanceof MediationError) || error.code === "ERR_INTERNAL") return EXIT_BUG;
  if (error.code === "ERR_SCENARIO_EXPECTATION") return EXIT_FAILED;
  if (error.code === "ERR_ADAPTER_MODULE_INVALID") return EXIT_USER;
  return /^ERR_(ADAPTER|DEVICE|ENDPOINT|SDK)_/.test(error.code) ? EXIT_FAILED : EXIT_USER;
}

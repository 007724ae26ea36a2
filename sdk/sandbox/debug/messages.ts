import type { ErrorCode } from "../../foundation/errors.ts";
import type { ScriptLimits } from "../script-limits.ts";
import type { RunEnd, ScriptRun } from "../script-run.ts";
import type { DebugAddress } from "./debug-server.ts";

/** What a debugging process is started with. */
export interface DebugSettings extends ScriptLimits {
  readonly host: string;
  readonly port: number;
}

/** What it is told: to run a script, or to hang up and end. */
export type DebugRequest =
  | { readonly kind: "run"; readonly run: ScriptRun }
  | { readonly kind: "close" };

/** What it says. */
export type DebugAnswer =
  | { readonly kind: "listening"; readonly address: DebugAddress }
  | { readonly kind: "ended"; readonly end: RunEnd }
  | {
      readonly kind: "failed";
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string | undefined;
    };

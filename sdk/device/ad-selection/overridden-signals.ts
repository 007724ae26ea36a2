import type { Signals } from "../../model/signals.ts";
import type { DeviceCall } from "../device-call.ts";
import { LenientJsonError } from "../lenient-json-reader.ts";
import { parseSignals } from "../lenient-json.ts";
import type { TrustedSignals } from "./trusted-signals.ts";

/** Trusted signals that a developer put in the place of a server's: whole, and without a version (spec: on-device 7, 8). */
export function readOverriddenSignals(
  { settings }: DeviceCall,
  signals: Signals | undefined,
): TrustedSignals | undefined {
  if (signals === undefined) return undefined;
  try {
    const parsed = parseSignals(signals, settings);
    return { kind: "signals", signals: parsed, dataVersion: undefined, isOverridden: true };
  } catch (error) {
    if (!(error instanceof LenientJsonError)) throw error;
    const detail = `the override's trusted signals are no JSON object: ${error.message}`;
    return { kind: "unreadable", detail };
  }
}

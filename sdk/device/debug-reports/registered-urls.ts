import type { RegisteredDebugReport, ScriptResult } from "../../foundation/script-sandbox.ts";

/** Where a script wants to hear of an ad's end; an empty address was never given, or was no text. */
export type DebugUrls = Pick<RegisteredDebugReport, "winUrl" | "lossUrl">;

/** What a script registered, by the call that did. */
export function registeredUrls({ debugReports }: ScriptResult): ReadonlyMap<number, DebugUrls> {
  return new Map(debugReports.map(({ call, winUrl, lossUrl }) => [call, { winUrl, lossUrl }]));
}

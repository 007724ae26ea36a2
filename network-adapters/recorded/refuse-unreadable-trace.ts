import { MediationError } from "../../sdk/adapter-kit.ts";

/** Versions whose events of a node's turn say what a replay needs. */
const replayedVersions: readonly unknown[] = [1, 2];

/**
 * Refuses what is no list of events, and events of a version that nobody here knows. Events that an app has
 * listened to have no version: they are this one's.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function refuseUnreadableTrace(events: readonly unknown[]): void {
  for (const [index, event] of events.entries()) {
    if (!isEvent(event)) {
      throw unreadable(
        `Line ${index + 1} of the trace is no event: it has no type.`,
        "Read a trace line by line, each of them JSON.",
      );
    }
    if (event.type !== "session.started" || isReplayed(event)) continue;
    const version = "traceVersion" in event ? String(event.traceVersion) : "none";
    throw unreadable(
      `The trace's version is ${version}; ${replayedVersions.join(" and ")} can be replayed.`,
      "Record the trace again with this version of Fledgling.",
    );
  }
}

function isEvent(event: unknown): event is { readonly type: string } {
  return (
    typeof event === "object" && event !== null && "type" in event && typeof event.type === "string"
  );
}

function isReplayed(started: object): boolean {
  return "traceVersion" in started && replayedVersions.includes(started.traceVersion);
}

function unreadable(message: string, hint: string): MediationError {
  return new MediationError("ERR_CONFIG_INVALID", message, { hint });
}

import type { LedgerRule } from "./ledger-rules.ts";
import { subjectOf } from "./loss-subjects.ts";
import type { MediationEvent } from "./mediation-event.ts";

/** One line of the ledger: who did not win, which rule ended it, and the values that decided. */
export interface LedgerEntry {
  readonly atMs: number;
  readonly requestId?: string;
  readonly nodeId?: string;
  readonly callId?: string;
  /** `node "beta"`, `ad https://…`, `custom audience shoes.example/runners`. */
  readonly subject: string;
  readonly rule: LedgerRule;
  readonly detail: string;
  /** What to do about it, where an adapter says. */
  readonly hint?: string;
}

/** The ledger is a view of the events: whatever carries a rule has a line. */
export function collectLedger(events: Iterable<MediationEvent>): readonly LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const event of events) {
    if (!("rule" in event) || event.rule === undefined) continue;
    entries.push({
      atMs: event.atMs,
      ...placeOf(event),
      subject: subjectOf(event),
      rule: event.rule,
      detail: event.detail ?? "",
      ...("hint" in event && event.hint !== undefined && { hint: event.hint }),
    });
  }
  return entries;
}

/** In whose turn, as far as the event says. */
function placeOf(event: MediationEvent): Pick<LedgerEntry, "requestId" | "nodeId" | "callId"> {
  return {
    ...("requestId" in event && event.requestId !== undefined && { requestId: event.requestId }),
    ...("nodeId" in event && event.nodeId !== undefined && { nodeId: event.nodeId }),
    ...("callId" in event && event.callId !== undefined && { callId: event.callId }),
  };
}

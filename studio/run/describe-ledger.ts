import { collectLedger, LEDGER_RULES } from "../../sdk/index.ts";
import type { PageLedgerLine } from "../page-data.ts";
import type { IndexedEvent } from "./indexed-event.ts";

/** The ledger, each line with the event that told it. */
export function describeLedger(indexed: readonly IndexedEvent[]): readonly PageLedgerLine[] {
  return indexed.flatMap(({ event, index }) =>
    collectLedger([event]).map((entry) => ({
      eventIndex: index,
      ...entry,
      subjectKind: kindOf(entry.subject),
      meaning: LEDGER_RULES[entry.rule],
    })),
  );
}

const KINDS: readonly (readonly [start: RegExp, kind: PageLedgerLine["subjectKind"]])[] = [
  [/^node /, "node"],
  // A bid of the ad server's auction stands for its ad.
  [/^(?:(?:first party's |kept |loaded )?ad|bid) /, "ad"],
  [/^(?:custom audience|update) /, "audience"],
  [/^outcome /, "outcome"],
  [/^(?:request|mediation chain|first party$)/, "request"],
  [/ call-\d+$/, "call"],
];

function kindOf(subject: string): PageLedgerLine["subjectKind"] {
  // An ad selection begins as an ad does.
  if (subject.startsWith("ad selection ")) return "call";
  return KINDS.find(([start]) => start.test(subject))?.[1] ?? "other";
}

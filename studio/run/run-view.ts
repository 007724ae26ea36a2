import type { LedgerRule, MediationEvent } from "../../sdk/index.ts";
import { createTeller, type Teller } from "../../simulator/index.ts";
import type { PageCall, PageLedgerLine, PageReport, PageScript } from "../page-data.ts";
import { describeCalls } from "./describe-calls.ts";
import { describeLedger } from "./describe-ledger.ts";
import { describeReports } from "./describe-reports.ts";
import { indexEvents, type IndexedEvent } from "./indexed-event.ts";
import { wordQuietly } from "./quiet-words.ts";

/** What all parts of a page about one run are computed from. */
export interface RunView {
  readonly indexed: readonly IndexedEvent[];
  readonly teller: Teller;
  readonly calls: readonly PageCall[];
  readonly ledger: readonly PageLedgerLine[];
  readonly reports: readonly PageReport[];
  /** Places in these lists, by event. */
  readonly callAt: ReadonlyMap<number, number>;
  readonly ledgerAt: ReadonlyMap<number, number>;
  readonly reportAt: ReadonlyMap<number, number>;
  /** When the last event happened. */
  readonly endMs: number;
  /** One plain sentence for any event, and the rule it names. */
  sentenceOf(event: MediationEvent): { readonly text: string; readonly rule?: LedgerRule };
}

export function createRunView(
  events: readonly MediationEvent[],
  scripts: readonly PageScript[],
): RunView {
  const indexed = indexEvents(events);
  const teller = createTeller(events);
  const calls = describeCalls(indexed, scripts, teller);
  const ledger = describeLedger(indexed);
  const reports = describeReports(indexed);
  return {
    indexed,
    teller,
    calls,
    ledger,
    reports,
    callAt: placesOf(calls),
    ledgerAt: placesOf(ledger),
    reportAt: placesOf(reports),
    endMs: events.at(-1)?.atMs ?? 0,
    sentenceOf(event) {
      const told = teller.tellEvent(event) ?? { text: wordQuietly(event) };
      return { ...told, text: namePrebuilts(told.text) };
    },
  };
}

/** Its name says more than its address. */
function namePrebuilts(text: string): string {
  return text.replaceAll(
    /ad-selection-prebuilt:\/\/[^/\s]+\/([^/\s]+)\/\?[^\s):]*/g,
    "prebuilt $1",
  );
}

function placesOf(list: readonly { readonly eventIndex: number }[]): ReadonlyMap<number, number> {
  return new Map(list.map(({ eventIndex }, place) => [eventIndex, place]));
}

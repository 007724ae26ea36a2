import { nearestWord, type LedgerEntry } from "../../sdk/index.ts";
import type { ScenarioRun } from "../../simulator/index.ts";

/** An ad that was won, by the SDK's request or, where there is none, by an ad selection on the device alone. */
export interface Win {
  /** Whatever it may be called by. */
  readonly names: readonly string[];
  readonly text: string;
}

/** @throws TypeError for what is no run */
export function toRun(received: unknown, matcher: string): ScenarioRun {
  if (isRun(received)) return received;
  throw new TypeError(`${matcher} is about a run: give it what runScenario resolves to`);
}

function isRun(received: unknown): received is ScenarioRun {
  return (
    typeof received === "object" &&
    received !== null &&
    "ledger" in received &&
    "requests" in received
  );
}

export function listWins({ requests, events }: ScenarioRun): readonly Win[] {
  if (requests.length > 0) {
    return requests.flatMap(({ slotId, result }) => {
      if (result.kind !== "filled") return [];
      const { networkId, renderUri } = result.ad;
      const text = `network "${networkId}" in slot "${slotId}", with ${renderUri}`;
      return [{ names: [networkId, renderUri], text }];
    });
  }
  return events.flatMap((event) => {
    if (event.type !== "ad-selection.finished") return [];
    const { callId, renderUri } = event;
    return [{ names: [renderUri], text: `${renderUri} in ad selection ${callId}` }];
  });
}

export function tellWins(run: ScenarioRun): readonly string[] {
  return listWins(run).map(({ text }) => text);
}

/** The same is said once, and no more than one wants to read. */
export function tellLedger(ledger: readonly LedgerEntry[]): readonly string[] {
  const lines = [...new Set(ledger.map(tellEntry))];
  const more = lines.length - mostLines;
  return more > 0 ? [...lines.slice(0, mostLines), `…and ${more} more`] : lines;
}

const mostLines = 8;

function tellEntry({ subject, rule, detail }: LedgerEntry): string {
  return `${subject}: ${rule}${detail && ` – ${detail}`}`;
}

/** In case that it is a slip of the pen. */
export function tellNearest(word: string, known: readonly string[]): readonly string[] {
  const nearest = known.includes(word) ? undefined : nearestWord(word, known);
  return nearest === undefined ? [] : [`did you mean ${JSON.stringify(nearest)}?`];
}

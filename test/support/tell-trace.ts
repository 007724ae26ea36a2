import { collectLedger, type LedgerEntry, type MediationEvent } from "../../sdk/index.ts";
import { explainTrace, type Chapter, type Question } from "../../simulator/index.ts";
import { collectFact } from "../../simulator/trace/split-trace.ts";

export function tell(events: readonly MediationEvent[], question: Question = {}): string {
  return explainTrace(events, question).map(toText).join("\n");
}

function toText({ title, sentences }: Chapter): string {
  return [title, ...sentences.map(({ text }) => text)].join("\n");
}

/** The values of a ledger line, as a sentence has them. */
function inSentence(detail: string): string {
  return detail.replaceAll(/\s*\n\s*/g, " ").replace(/\.$/, "");
}

/** Losses that a text does not name, with their rule and their values. */
export function untold(text: string, losses: readonly LedgerEntry[]): readonly LedgerEntry[] {
  return losses.filter(
    ({ rule, detail }) =>
      !text.includes(inSentence(detail === "" ? `(${rule})` : `(${rule}): ${detail}`)),
  );
}

/** Ads that neither won nor lost in what is told of them. */
export function findUntoldAds(events: readonly MediationEvent[]): readonly string[] {
  return collectFact(events, "renderUri").filter((adUri) => {
    const text = tell(events, { adUri });
    const lost = collectLedger(events).filter(({ subject }) => subject.endsWith(` ${adUri}`));
    const hasEnd = lost.length > 0 || /^It (?:won|did not win) /m.test(text);
    return untold(text, lost).length > 0 || !hasEnd || /unknown/i.test(text);
  });
}

/** Nodes that neither won nor lost in what is told of them. */
export function findUntoldNodes(events: readonly MediationEvent[]): readonly string[] {
  const chains = events.filter((event) => event.type === "chain.fetched");
  return chains.flatMap(({ nodes, requestId }) =>
    nodes
      .map(({ nodeId }) => nodeId)
      .filter((nodeId) => {
        const text = tell(events, { nodeId, requestId });
        const lost = collectLedger(events).filter(
          (line) => line.requestId === requestId && line.subject === `node "${nodeId}"`,
        );
        const hasWon = text.includes(`It won ${requestId}.`);
        return untold(text, lost).length > 0 || hasWon === lost.length > 0;
      }),
  );
}

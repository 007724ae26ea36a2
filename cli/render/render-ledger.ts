import type { Colors } from "picocolors/types.js";
import type { LedgerEntry } from "../../sdk/index.ts";
import { wrapText } from "./wrap-text.ts";

/** Why the others did not win: one entry per loser, under the node in whose turn it lost. */
export function renderLedger(ledger: readonly LedgerEntry[], colours: Colors): string {
  if (ledger.length === 0) return "";
  const groups = Map.groupBy(ledger, describePlace);
  const lines = [...groups].flatMap(([place, entries]) => [
    `  ${place}`,
    ...foldCauses(joinBids(entries)).flatMap((loss) => renderLoss(loss, colours)),
  ]);
  return [colours.bold("why the others did not win"), ...lines].join("\n");
}

function describePlace({ requestId, nodeId }: LedgerEntry): string {
  if (requestId === undefined) return "outside any request";
  return nodeId === undefined ? requestId : `${requestId}, node ${nodeId}`;
}

const bid = /^bids? /;

/** Neighbours that the same rule ended with the same values share a line: bids for other slots are many. */
function joinBids(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  const joined: LedgerEntry[] = [];
  for (const entry of entries) {
    const last = joined.at(-1);
    if (last === undefined || !isAlike(last, entry)) {
      joined.push(entry);
      continue;
    }
    const names = [last, entry].map(({ subject }) => subject.replace(bid, ""));
    joined.splice(-1, 1, { ...last, subject: `bids ${names.join(", ")}` });
  }
  return joined;
}

function isAlike(one: LedgerEntry, other: LedgerEntry): boolean {
  if (!bid.test(one.subject) || !bid.test(other.subject)) return false;
  return one.rule === other.rule && one.detail === other.detail;
}

interface Loss {
  readonly entry: LedgerEntry;
  /** What the device knew of the call that the SDK met as a bare exception, or as nobody. */
  readonly causes: readonly LedgerEntry[];
}

/** How a call to the device ended explains the line that follows, which is about who made the call. */
function foldCauses(entries: readonly LedgerEntry[]): readonly Loss[] {
  const losses: Loss[] = [];
  let causes: LedgerEntry[] = [];
  for (const entry of entries) {
    if (isAboutCall(entry)) {
      causes.push(entry);
      continue;
    }
    const explains = entry.callId === undefined;
    losses.push({ entry, causes: explains ? causes : [] });
    if (explains) causes = [];
  }
  return [...losses, ...causes.map((entry) => ({ entry, causes: [] }))];
}

function isAboutCall({ callId, subject }: LedgerEntry): boolean {
  return callId !== undefined && /^(outcome|ad selection) /.test(subject);
}

function renderLoss({ entry, causes }: Loss, { dim, cyan }: Colors): readonly string[] {
  const { subject, rule, detail, hint } = entry;
  const because = causes.map((cause) => `because ${cause.rule}: ${cause.detail}`);
  const head = wrapText(`${subject}  ${rule}`, { first: "    ", indent: "      " });
  const advice = hint === undefined ? [] : [`what helps: ${hint}`];
  const words = [detail, ...advice, ...because].flatMap((text) => text.split("\n"));
  const lines = words.flatMap((text) =>
    wrapText(text, { first: "      ", indent: "        " }).split("\n"),
  );
  return [head.replace(rule, cyan(rule)), ...lines.map((line) => dim(line))];
}

import type { LedgerRule } from "../../sdk/index.ts";
import type { StepRecord } from "./step-record.ts";

/** Each address takes one request away; the longest choose first, so that a short one cannot take theirs. */
export function checkRequested(wanted: readonly string[], record: StepRecord): readonly string[] {
  const left = [...requestsOf(record)];
  const missing = wanted
    .toSorted((one, other) => other.length - one.length)
    .filter((start) => {
      const index = left.findIndex((url) => url.startsWith(start));
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
  const got = listOr("no request", requestsOf(record));
  return missing.map((start) => `expected a request to ${start}, got ${got}`);
}

export function checkNotRequested(
  unwanted: readonly string[],
  record: StepRecord,
): readonly string[] {
  return requestsOf(record)
    .filter((url) => unwanted.some((start) => url.startsWith(start)))
    .map((url) => `expected no request to ${url}`);
}

function requestsOf({ events }: StepRecord): readonly string[] {
  return events.flatMap((event) => (event.type === "http.finished" ? [event.url] : []));
}

export function checkConsole(
  wanted: readonly string[],
  { events }: Pick<StepRecord, "events">,
): readonly string[] {
  const lines = events.flatMap((event) => (event.type === "console.printed" ? [event.text] : []));
  const got = listOr("nothing", lines);
  return wanted
    .filter((text) => !lines.some((line) => line.includes(text)))
    .map((text) => `expected ${JSON.stringify(text)} on the console, got ${got}`);
}

export function checkRules(
  wanted: Readonly<Record<string, LedgerRule>>,
  { ledger }: Pick<StepRecord, "ledger">,
): readonly string[] {
  return Object.entries(wanted).flatMap(([subject, rule]) => {
    const entries = ledger.filter((entry) => withoutCall(entry.subject) === withoutCall(subject));
    if (entries.some((entry) => entry.rule === rule)) return [];
    const others = ledger.map((entry) => `${entry.rule} for ${withoutCall(entry.subject)}`);
    const got = entries.map((entry): string => entry.rule);
    return [`expected ${rule} for ${subject}, got ${listOr(listOr("no rule", others), got)}`];
  });
}

/** Calls are numbered as they come, which no scenario should have to count. */
function withoutCall(subject: string): string {
  return subject.replace(/ call-\d+$/, "");
}

function listOr(nothing: string, items: readonly string[]): string {
  return items.length === 0 ? nothing : items.join(", ");
}

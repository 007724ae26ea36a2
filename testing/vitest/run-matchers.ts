import type { LedgerEntry, LedgerRule } from "../../sdk/index.ts";
import { block, toAnswer, type MatcherAnswer } from "./matcher.ts";
import { listWins, tellLedger, tellNearest, tellWins, toRun } from "./run-facts.ts";

export function toWinWith(received: unknown, adOrNetwork: string): MatcherAnswer {
  const run = toRun(received, "toWinWith");
  const wins = listWins(run);
  const names = [...wins.flatMap((win) => win.names), ...run.ledger.flatMap(namesOf)];
  const own = run.ledger.filter((entry) => namesOf(entry).includes(adOrNetwork));
  return toAnswer({
    pass: wins.some((win) => win.names.includes(adOrNetwork)),
    expected: [JSON.stringify(adOrNetwork), "to win"],
    lines: [
      ...tellNearest(adOrNetwork, names),
      ...block("won", tellWins(run)),
      ...block("lost", tellLedger(own.length > 0 ? own : run.ledger)),
    ],
  });
}

export function toHaveNoFill(received: unknown): MatcherAnswer {
  const run = toRun(received, "toHaveNoFill");
  const failed = run.requests.flatMap(({ result }) =>
    result.kind === "failed" ? [`${result.error.code}: ${result.error.message}`] : [],
  );
  const isAsked =
    run.requests.length > 0 || run.events.some(({ type }) => type === "ad-selection.started");
  return toAnswer({
    pass: isAsked && failed.length === 0 && listWins(run).length === 0,
    expected: ["the run", "to have no fill"],
    lines: [
      ...(isAsked ? [] : ["nobody asked for an ad"]),
      ...block("won", tellWins(run)),
      ...(failed.length === 0 ? [] : block("failed", failed)),
      ...block("lost", tellLedger(run.ledger)),
    ],
  });
}

export function toReportTo(received: unknown, uriOrPrefix: string): MatcherAnswer {
  const { events, ledger } = toRun(received, "toReportTo");
  const sent = events.flatMap((event) => (event.type === "report.sent" ? [event.uri] : []));
  const withheld = ledger.filter(({ subject }) => subject.startsWith("report to"));
  return toAnswer({
    pass: sent.some((uri) => uri.startsWith(uriOrPrefix)),
    expected: [`a report to ${uriOrPrefix}`, "to be sent"],
    lines: [
      ...tellNearest(uriOrPrefix, sent),
      ...block("sent", sent),
      ...(withheld.length === 0 ? [] : block("withheld", tellLedger(withheld))),
    ],
  });
}

export function toLoseBecause(received: unknown, subject: string, rule: LedgerRule): MatcherAnswer {
  const { ledger } = toRun(received, "toLoseBecause");
  const about = ledger.filter((entry) => namesOf(entry).includes(subject));
  return toAnswer({
    pass: about.some((entry) => entry.rule === rule),
    expected: [subject, `to lose because of ${rule}`],
    lines: [
      ...(about.length > 0 ? [] : tellNearest(subject, ledger.flatMap(namesOf))),
      ...block("lost", tellLedger(about.length > 0 ? about : ledger)),
    ],
  });
}

/** `node "beta"` is also `beta`; calls are numbered as they come, which no test should have to count. */
function namesOf({ subject }: LedgerEntry): readonly string[] {
  const whole = subject.replace(/ call-\d+$/, "");
  const [last = whole] = whole.split(" ").slice(-1);
  return [whole, last.replaceAll('"', "")];
}

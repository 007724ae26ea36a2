import { type JsonValue, type ReturnedValue } from "../../sdk/index.ts";
import type { ScenarioRun } from "../../simulator/index.ts";
import type { CalledScript } from "../script-call/call-script.ts";

/** What a snapshot keeps of calls: everything that an auction would notice. */
export function photographCalls(called: CalledScript): JsonValue {
  const { outcome, failure, console, beacons, debugReports } = called;
  const values = outcome.kind === "returned" ? outcome.values.map(photographValue) : [];
  return dropEmpty({
    returns: values.length === 1 ? values[0] : values,
    fails: failure,
    console: console.map(({ text }) => text),
    beacons: Object.fromEntries(beacons.map(({ key, uri }) => [key, uri])),
    debugReports: debugReports.map(({ winUrl, lossUrl }) => ({ winUrl, lossUrl })),
  });
}

function photographValue(returned: ReturnedValue): JsonValue {
  if (returned.kind === "value") return returned.value;
  return returned.kind === "promise" ? "a promise" : `nothing (${returned.because})`;
}

/** What a snapshot keeps of a run: how it ended, and why for everybody else. */
export function photographRun({ requests, events, ledger }: ScenarioRun): JsonValue {
  return dropEmpty({
    requests: requests.map(({ result }) =>
      result.kind === "filled"
        ? { kind: result.kind, networkId: result.ad.networkId, renderUri: result.ad.renderUri }
        : { kind: result.kind },
    ),
    reports: events.flatMap((event) => (event.type === "report.sent" ? [event.uri] : [])),
    ledger: ledger.map(({ rule, subject }) => `${rule} for ${subject}`),
    console: events.flatMap((event) => (event.type === "console.printed" ? [event.text] : [])),
  });
}

/** Plain data, of which what holds nothing need not be written down. */
function dropEmpty(record: object): JsonValue {
  const entries = Object.entries(record).filter(
    ([, value]) => JSON.stringify(value ?? []) !== "[]" && JSON.stringify(value) !== "{}",
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as JsonValue;
}

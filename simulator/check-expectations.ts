import type { LedgerEntry, MediationEvent } from "../sdk/index.ts";
import type { RequestRun } from "./steps/step-world.ts";
import type { Scenario } from "./scenario-schema.ts";

type Expect = Scenario["expect"];
type ExpectedRequest = NonNullable<Expect["requests"]>[number];

export interface Happened {
  readonly requests: readonly RequestRun[];
  readonly events: readonly MediationEvent[];
  readonly ledger: readonly LedgerEntry[];
}

/** One sentence per expectation that the run did not meet. */
export function checkExpectations(expect: Expect, happened: Happened): readonly string[] {
  return [...checkRequests(expect, happened), ...checkReports(expect, happened)];
}

function checkRequests({ requests: expected }: Expect, happened: Happened): string[] {
  if (expected === undefined) return [];
  const { requests } = happened;
  if (expected.length !== requests.length) {
    const wanted = expected.length === 1 ? "1 request" : `${expected.length} requests`;
    return [`expected ${wanted}, got ${requests.length}`];
  }
  return expected.flatMap((each, index) => checkRequest(each, index, happened));
}

function checkRequest(expected: ExpectedRequest, index: number, happened: Happened): string[] {
  const run = happened.requests[index];
  if (run === undefined) return [];
  const { result } = run;
  const compared: readonly Compared[] = [
    ["kind", expected.kind, result.kind],
    ...compareAd(expected, run),
    ...Object.entries(expected.rules).map(([id, rule]): Compared => [
      `the rule of "${id}"`,
      rule,
      ruleOf(happened.ledger, run, id),
    ]),
  ];
  return compared
    .filter(([, wanted, got]) => wanted !== undefined && wanted !== got)
    .map(([what, wanted, got = "none"]) => {
      return `${result.requestId}: expected ${what} ${wanted}, got ${got}`;
    });
}

/** What is compared, what was expected if anything was, and what there is. */
type Compared = readonly [what: string, wanted: string | undefined, got: string | undefined];

/** Without an ad where one was expected, the kind says it all. */
function compareAd(expected: ExpectedRequest, { result }: RequestRun): readonly Compared[] {
  if (expected.kind === "filled" && result.kind !== "filled") return [];
  const ad = result.kind === "filled" ? result.ad : undefined;
  return [
    ["networkId", expected.networkId, ad?.networkId],
    ["nodeId", expected.nodeId, ad?.nodeId],
    ["renderUri", expected.renderUri, ad?.renderUri],
  ];
}

/**
 * A node's own line is about the node; others carry its id because they happened during its turn. A bid of that name
 * has a line only where it did not become the node.
 */
function ruleOf(
  ledger: readonly LedgerEntry[],
  { result }: RequestRun,
  id: string,
): string | undefined {
  const subjects = [`node "${id}"`, `bid "${id}"`];
  return ledger.find(
    ({ requestId, subject }) => requestId === result.requestId && subjects.includes(subject),
  )?.rule;
}

function checkReports({ reports: expected, notReported }: Expect, { events }: Happened): string[] {
  const sent = events.flatMap((event) => (event.type === "report.sent" ? [event.uri] : []));
  const missing = without(expected ?? [], sent).map((uri) => `expected a report to ${uri}`);
  const surplus =
    expected === undefined
      ? []
      : without(sent, expected).map((uri) => `did not expect a report to ${uri}`);
  const forbidden = sent
    .filter((uri) => notReported.some((start) => uri.startsWith(start)))
    .map((uri) => `expected no report to ${uri}`);
  return [...missing, ...surplus, ...forbidden];
}

/** What is left of `items` when each of `others` has taken one equal item away. */
function without(items: readonly string[], others: readonly string[]): readonly string[] {
  const rest = [...others];
  return items.filter((item) => {
    const index = rest.indexOf(item);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

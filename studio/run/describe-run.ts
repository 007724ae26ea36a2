import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { summarizeTrace } from "../../simulator/index.ts";
import type { PageEvent, PageFlow, PageRun, PageRunFacts, PageScenarioStep } from "../page-data.ts";
import { describeRequest } from "../request/describe-request.ts";
import { boundEvents } from "./bound-events.ts";
import { describeDeviceParts } from "./describe-device-parts.ts";
import { describeNotices } from "./describe-notices.ts";
import { describeScripts } from "./describe-scripts.ts";
import { placeOf } from "./indexed-event.ts";
import type { PageSource } from "./page-source.ts";
import { createRunView, type RunView } from "./run-view.ts";

type Started = MediationEventOf<"session.started">;

/** Everything that a page says of one run, which shares it with as many others. */
export function describeRun(source: PageSource, runs: number): PageRun {
  const bound = boundEvents(source, runs);
  const { events } = bound;
  const [started] = source.events;
  const scripts = describeScripts(source.events);
  const view = createRunView(events, scripts);
  const facts = describeFacts(source, started?.type === "session.started" ? started : undefined);
  return {
    facts,
    notices: describeNotices(source, bound, facts.hasBodies),
    events: events as readonly PageEvent[],
    scripts,
    requests: describeRequests(view, flowOf(started)),
    deviceParts: describeDeviceParts(view),
    calls: view.calls,
    ledger: view.ledger,
    reports: view.reports,
    scenarioSteps: view.indexed.flatMap(({ event, index }) => toScenarioStep(event, index)),
  };
}

function describeRequests(view: RunView, flow: PageFlow): PageRun["requests"] {
  const ofRequests = Map.groupBy(view.indexed, ({ event }) => placeOf(event).requestId);
  return [...ofRequests]
    .filter(([, indexed]) => indexed.some(({ event }) => isBeginning(event)))
    .map(([requestId = "", indexed], at) =>
      describeRequest({ requestId, number: at + 1, flow, indexed }, view),
    );
}

function isBeginning({ type }: MediationEvent): boolean {
  return type === "request.started" || type === "request.refused";
}

const flows: ReadonlySet<string> = new Set<PageFlow>(["waterfall", "programmatic", "hybrid"]);

/** As the scenario has it. */
function flowOf(started: MediationEvent | undefined): PageFlow {
  if (started?.type !== "session.started") return "waterfall";
  const { app } = started.scenario as { readonly app?: { readonly mediation?: unknown } };
  const { flow } = (app?.mediation ?? {}) as { readonly flow?: unknown };
  return typeof flow === "string" && flows.has(flow) ? (flow as PageFlow) : "waterfall";
}

function describeFacts({ name: source, events }: PageSource, started?: Started): PageRunFacts {
  const { name, seed, profile, mode, serverUrl } = started ?? unknownSession;
  const { fledglingVersion, traceVersion } = started ?? unknownSession;
  return {
    name,
    seed,
    profile,
    mode,
    ...(serverUrl !== undefined && { serverUrl }),
    fledglingVersion,
    traceVersion,
    source,
    endMs: events.at(-1)?.atMs ?? 0,
    eventCount: events.length,
    hasBodies: events.some(
      (event) => event.type === "logic.finished" && event.arguments !== undefined,
    ),
    summary: wordSummary(events),
  };
}

/** Whoever shows events without their beginning. */
const unknownSession = {
  name: "run",
  seed: 0,
  profile: "unknown",
  mode: "simulated",
  fledglingVersion: "unknown",
  traceVersion: 0,
  serverUrl: undefined,
} as const;

function wordSummary(events: readonly MediationEvent[]): string {
  const { requests } = summarizeTrace(events);
  const { adRequests, filled, impressions, revenueMicros } = requests;
  const usd = (revenueMicros / 1_000_000).toFixed(6).replace(/(\.\d*?)0+$/, "$1");
  return [
    count(adRequests, "request"),
    count(filled, "ad"),
    count(impressions, "impression"),
    `${usd.replace(/\.$/, "")} USD`,
  ].join(", ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function toScenarioStep(event: MediationEvent, index: number): readonly PageScenarioStep[] {
  if (event.type !== "step.started") return [];
  const { step, text, scope, atMs } = event;
  return [{ step, text, scope, atMs, eventIndex: index }];
}

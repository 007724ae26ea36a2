import type {
  PageCall,
  PageCard,
  PageData,
  PageEvent,
  PageLane,
  PageRequest,
  PageRun,
  PageStep,
} from "../../studio/page-data.ts";

const source = [
  "// What the first party's ad has to reach.",
  "function selectOutcome(outcomes, selection_signals) {",
  "  const best = outcomes[0];",
  "  console.log(`bid ${best.bid}`);",
  "  return { status: 0, result: best.bid >= selection_signals.bid_floor ? best : null };",
  "}",
].join("\n");

const winner = {
  networkId: "gamma",
  nodeId: "gamma",
  cardId: "gamma",
  source: "node",
  renderUri: "https://travel.example/ads/azores",
  cpmUsd: 3.2,
  adId: "ad-1",
} as const;

/** A page of one request with as many steps; its last is what gamma, the second of three nodes, wins by. */
export function aPage({ stepCount = 12 }: { readonly stepCount?: number } = {}): PageData {
  const events = Array.from({ length: stepCount }, (_, index) => anEvent(index));
  return {
    pageVersion: 1,
    fledglingVersion: "0.1.0",
    title: "Fledgling: waterfall",
    runs: [aRun(events)],
  };
}

function anEvent(index: number): PageEvent {
  return { type: "node.started", atMs: index * 10, requestId: "request-1", nodeId: "beta" };
}

function aRun(events: readonly PageEvent[]): PageRun {
  const last = events.length - 1;
  const endMs = events[last]?.atMs ?? 0;
  return {
    facts: {
      name: "waterfall",
      seed: 7,
      profile: "android-all-on",
      mode: "simulated",
      fledglingVersion: "0.1.0",
      traceVersion: 2,
      source: "scenario.yaml",
      endMs,
      eventCount: events.length,
      hasBodies: true,
      summary: "1 request, 1 ad",
    },
    notices: [{ kind: "texts-cut", tone: "warning", text: "Long texts are cut.", hint: "See it." }],
    events,
    scripts: [
      {
        scriptId: 0,
        title: "selection.js",
        urls: ["https://ssp.example/selection.js"],
        file: "scripts/selection.js",
        isPrebuilt: false,
        source,
        functions: [{ name: "selectOutcome", startLine: 2, endLine: 6 }],
      },
    ],
    requests: [aRequest(events)],
    deviceParts: [],
    calls: [aCall()],
    ledger: events.slice(1, -1).map((event, index) => ({
      eventIndex: index + 1,
      atMs: event.atMs,
      requestId: "request-1",
      nodeId: "beta",
      subjectKind: "node",
      subject: 'node "beta"',
      rule: index % 2 === 0 ? "node-timed-out" : "network-no-fill",
      meaning: "The network did not answer in time.",
      detail: "beta did not answer within 400 ms",
      hint: "Give it more time.",
    })),
    reports: [
      {
        eventIndex: last,
        atMs: endMs,
        requestId: "request-1",
        nodeId: "gamma",
        kind: "impression",
        key: "impression",
        destination: "seller",
        method: "GET",
        uri: "https://gamma.example/report/win?bid=3.2",
        status: 204,
        state: { kind: "sent", word: "sent", tone: "good" },
      },
      {
        eventIndex: last,
        atMs: endMs,
        requestId: "request-1",
        kind: "beacon",
        key: "click",
        destination: "buyer",
        state: { kind: "withheld", word: "withheld", tone: "warning" },
        why: "Nobody clicked.",
      },
    ],
    scenarioSteps: [],
  };
}

function aRequest(events: readonly PageEvent[]): PageRequest {
  const last = events.length - 1;
  const endMs = events[last]?.atMs ?? 0;
  return {
    requestId: "request-1",
    number: 1,
    slotId: "level-end",
    format: "interstitial",
    flow: "waterfall",
    startMs: 0,
    endMs,
    lastMs: endMs,
    latencyMs: endMs,
    outcome: { kind: "filled", word: "filled", tone: "good" },
    winner: { ...winner, eventIndex: last },
    why: "gamma wins with 3.20: it is the first in the chain to have an ad.",
    others: [{ nodeId: "beta", rule: "node-timed-out", text: "beta did not answer in time." }],
    depth: 2,
    chainLength: 3,
    totalTimeoutMs: 20_000,
    lanes: [aLane("beta", 1, last - 1, "timed-out"), aLane("gamma", last - 1, last, "filled")],
    cards: [
      aCard({ nodeId: "beta", position: 1, at: last - 1, kind: "timed-out" }),
      aCard({ nodeId: "gamma", position: 2, at: last, kind: "won" }),
      aCard({ nodeId: "delta", position: 3, at: last, kind: "not-reached" }),
    ],
    steps: events.map((event, index) => aStep(event, index)),
    money: [
      { kind: "rank", label: "rank", cpmUsd: 3, text: "what it was ranked by" },
      { kind: "bid", label: "bid", cpmUsd: 3.2, text: "what it bid" },
      { kind: "floor", label: "floor", text: "there is none" },
      { kind: "paid", label: "paid", cpmUsd: 3.2, text: "what it pays" },
      { kind: "next", label: "next", cpmUsd: 2, text: "what delta would have paid" },
    ],
    callNumbers: [0],
    ledgerIndexes: events.slice(1, -1).map((_, index) => index),
    reportIndexes: [0, 1],
  };
}

function aStep({ atMs }: PageEvent, index: number): PageStep {
  return {
    eventIndex: index,
    atMs,
    level: "walk",
    who: "beta",
    text: `Sentence number ${index + 1}.`,
    seedStep: "5-7",
    tone: "neutral",
    cardId: "beta",
    laneId: "beta",
    ...(index === 1 && { callNumber: 0 }),
  };
}

function aLane(nodeId: string, from: number, to: number, kind: "timed-out" | "filled"): PageLane {
  return {
    laneId: nodeId,
    kind: "node",
    label: nodeId,
    note: "3.00",
    cardId: nodeId,
    rows: 1,
    spans: [
      {
        row: 0,
        label: nodeId,
        startMs: from * 10,
        endMs: to * 10,
        state: { kind, word: kind, tone: kind === "filled" ? "good" : "warning" },
        text: `${nodeId} was asked`,
        startEventIndex: from,
        endEventIndex: to,
      },
    ],
    budgets: [
      {
        row: 0,
        startMs: from * 10,
        endMs: to * 10 + 400,
        budgetMs: 400,
        text: "400 ms to answer",
        eventIndex: from,
      },
    ],
    lateAnswers:
      kind === "filled"
        ? []
        : [
            {
              row: 0,
              startMs: to * 10,
              endMs: to * 10 + 40,
              text: `${nodeId} answered 40 ms late`,
              isKept: false,
              eventIndex: to + 1,
            },
          ],
  };
}

interface CardWish {
  readonly nodeId: string;
  readonly position: number;
  readonly at: number;
  readonly kind: "timed-out" | "won" | "not-reached";
}

function aCard({ nodeId, position, at, kind }: CardWish): PageCard {
  const state = { kind, word: kind, tone: kind === "won" ? "good" : "neutral" } as const;
  const reason = `${nodeId}: ${kind}`;
  return {
    cardId: nodeId,
    kind: "node",
    position,
    title: nodeId,
    networkId: nodeId,
    nodeId,
    adapter: "on-device-auction",
    ecpmUsd: 5 - position,
    bids: false,
    timeoutMs: 400,
    state,
    reason,
    changes: [{ eventIndex: at, state, text: reason }],
  };
}

function aCall(): PageCall {
  return {
    callNumber: 0,
    eventIndex: 1,
    callId: "call-1",
    requestId: "request-1",
    nodeId: "beta",
    scriptId: 0,
    scriptUrl: "https://ssp.example/selection.js",
    scriptTitle: "selection.js",
    functionName: "selectOutcome",
    startLine: 2,
    endLine: 6,
    callCount: 1,
    invocations: [
      {
        arguments: [
          { name: "outcomes", value: [{ id: "-1", bid: 2.4 }] },
          { name: "selection_signals", value: { bid_floor: 5 } },
        ],
        result: { status: 0, result: null },
      },
    ],
    console: [{ eventIndex: 1, level: "log", text: "bid 2.4" }],
    startMs: 10,
    endMs: 12,
    spentMs: 2,
    outcome: { kind: "returned", word: "returned", tone: "good" },
    consequences: ["Nobody was selected."],
  };
}

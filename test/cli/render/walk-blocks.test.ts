import { createColors } from "picocolors";
import { expect, it } from "vitest";
import { renderRows } from "../../../cli/render/render-rows.ts";
import { toWalkBlocks } from "../../../cli/render/walk-blocks.ts";
import type { MediationEvent } from "../../../sdk/index.ts";
import { ofNode } from "../../support/a-trace.ts";

const colours = createColors(false);
const ofRequest = { requestId: "request-1" };
const slot = { slotId: "home", format: "banner" } as const;
const started = {
  type: "request.started",
  atMs: 100,
  ...ofRequest,
  ...slot,
  totalTimeoutMs: 1000,
  endpointTimeoutMs: 1000,
} satisfies MediationEvent;
const fetched = {
  type: "chain.fetched",
  atMs: 150,
  ...ofRequest,
  chainId: "chain-1",
  nodes: [],
} satisfies MediationEvent;
const finished = {
  type: "request.finished",
  atMs: 500,
  ...ofRequest,
  kind: "no-fill",
  latencyMs: 400,
} satisfies MediationEvent;

/** The walk as it is printed, without its titles. */
function draw(...events: readonly MediationEvent[]): readonly string[] {
  return toWalkBlocks({ events, requests: [] }).flatMap(({ rows, whole }) =>
    renderRows(rows, { colours, whole }),
  );
}

it("draws when each node ran and how long, and what timed out as such", () => {
  const asked = { adapter: "x", timeoutMs: 250, budget: "node" } as const;
  const loss = { rule: "node-timed-out", detail: "too slow" } as const;

  const rows = draw(
    started,
    fetched,
    ofNode("node.started", { atMs: 150, ...asked }),
    ofNode("node.timed-out", { atMs: 400, latencyMs: 250, ...loss }),
    ofNode("node.started", { atMs: 400, nodeId: "beta", ...asked }),
    ofNode("node.filled", {
      atMs: 500,
      nodeId: "beta",
      renderUri: "https://b.example",
      latencyMs: 100,
    }),
    finished,
  );

  expect(rows).toEqual([
    "  1    ad server  an empty chain                    ██▌                    50 ms",
    "  5-7  alpha      timed out                           ░░░░░░░░░░░░░       250 ms",
    "  5-6  beta       fills                                            █████  100 ms",
    "                    https://b.example",
    "       result     no fill                                                 400 ms",
  ]);
});

it("draws bids where they were made, and tells the time of each once", () => {
  const asked = { phase: "bid", adapter: "x", timeoutMs: 300 } as const;
  const answered = { phase: "bid", atMs: 450 } as const;
  const loss = { rule: "bid-below-node-floor", detail: "too little" } as const;

  const rows = draw(
    started,
    fetched,
    ofNode("node-bid.requested", { atMs: 150, ...asked }),
    ofNode("node-bid.requested", { atMs: 150, nodeId: "beta", ...asked }),
    ofNode("node-bid.received", { ...answered, bidCpmUsd: 1, latencyMs: 100 }),
    ofNode("node-bid.received", { ...answered, nodeId: "beta", bidCpmUsd: 2, latencyMs: 300 }),
    ofNode("node.unfilled", { ...answered, ...loss, latencyMs: 100 }),
    finished,
  );

  expect(rows).toEqual([
    "  1    ad server  an empty chain                    ██▌                    50 ms",
    "       alpha      bids 1.00                           ▐████▌              100 ms",
    "       beta       bids 2.00                           ▐██████████████▌    300 ms",
    "       alpha      bids below its floor",
    "       result     no fill                                                 400 ms",
  ]);
});

it("has a block for a request that a cap does not let out", () => {
  const loss = { rule: "impression-paced", detail: "too soon" } as const;

  const blocks = toWalkBlocks({
    events: [{ type: "request.refused", atMs: 0, ...ofRequest, ...slot, cap: "app", ...loss }],
    requests: [],
  });

  expect(blocks).toEqual([
    {
      title: "request-1  slot home, banner",
      rows: [{ step: "", who: "sdk", what: "not asked: too soon", tone: "bad" }],
    },
  ]);
});

it("tells what becomes of an ad with the request it was for", () => {
  const shown = {
    type: "ad.shown",
    atMs: 900,
    ...ofRequest,
    adId: "ad-1",
    networkId: "a",
  } as const;

  const blocks = toWalkBlocks({
    events: [
      started,
      finished,
      { ...started, requestId: "request-2" },
      { ...shown, renderUri: "https://a.example" },
    ],
    requests: [],
  });

  expect(blocks.map(({ rows }) => rows.map(({ what }) => what))).toEqual([
    ["no fill", "shows https://a.example"],
    [],
  ]);
});

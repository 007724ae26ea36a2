import { expect, it } from "vitest";
import { toWalkRow } from "../../../cli/render/walk-rows.ts";
import type { MediationEvent } from "../../../sdk/index.ts";

const node = {
  atMs: 5,
  requestId: "request-1",
  nodeId: "beta",
  networkId: "beta",
  position: 2,
  ecpmUsd: 4,
} as const;
const loss = { rule: "network-no-bid", detail: "no demand" } as const;

const said: readonly (readonly [MediationEvent, string])[] = [
  [
    { type: "node-bid.received", ...node, phase: "bid", bidCpmUsd: 3.2, latencyMs: 90 },
    "bids 3.20",
  ],
  [
    { type: "node-bid.received", ...node, phase: "bid", adSelectionId: "-7", latencyMs: 90 },
    "bids with its own auction's winner, bid 2.50",
  ],
  [{ type: "node.unfilled", ...node, ...loss, phase: "bid", latencyMs: 9 }, "no bid"],
  [
    {
      type: "node.unfilled",
      ...node,
      ...loss,
      rule: "bid-below-node-floor",
      phase: "bid",
      latencyMs: 9,
    },
    "bids below its floor",
  ],
  [{ type: "node.unfilled", ...node, ...loss, phase: "load", latencyMs: 9 }, "no fill"],
  [
    { type: "node.answered-late", ...node, answer: "fill", cpmUsd: 9, lateMs: 400 },
    "answers 400 ms late: fill at 9.00",
  ],
  [
    {
      type: "bid-notice.failed",
      ...node,
      lossReason: 0,
      code: "ERR_ADAPTER_FAILED",
      detail: "deaf",
    },
    "cannot be told how its bid ended: deaf",
  ],
];

it.each(said)("says of %o what people need to know", (event, words) => {
  const row = toWalkRow(event, new Map([["-7", 2.5]]));

  expect([row?.who, row?.what]).toEqual(["beta", words]);
});

it("has the proposal's steps for a node that is asked in turn, and none for one that bids", () => {
  const filled = {
    type: "node.filled",
    ...node,
    renderUri: "https://beta.example",
    latencyMs: 9,
  } as const;

  const steps = [filled, { ...filled, phase: "load" as const }].map(
    (event) => toWalkRow(event, new Map())?.step,
  );

  expect(steps).toEqual(["5-6", ""]);
});

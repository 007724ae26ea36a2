import * as fc from "fast-check";
import { expect, it } from "vitest";
import { fixedPrice } from "../../network-adapters/fixed-price/index.ts";
import type { MediationEvent } from "../../sdk/index.ts";
import type { ScenarioRun } from "../../simulator/index.ts";
import { aMediation } from "../support/a-mediation.ts";
import { aWaterfall, filling, runUnchecked, type WaterfallInput } from "../support/a-waterfall.ts";

/** One node of a random chain, with everything that can go wrong with a network of fixed price. */
interface DrawnNode {
  readonly ecpmUsd: number;
  readonly cpmUsd: number;
  readonly floorCpmUsd: number | undefined;
  readonly hasAd: boolean;
  readonly latencyMs: number;
  readonly timeoutMs: number | undefined;
  readonly fault: "none" | "unknown-adapter" | "adapter-options-invalid";
}

const price = fc.integer({ min: 0, max: 8 }).map((half) => half / 2);

const drawnNode: fc.Arbitrary<DrawnNode> = fc.record({
  ecpmUsd: price,
  cpmUsd: price,
  floorCpmUsd: fc.option(price, { nil: undefined }),
  hasAd: fc.boolean(),
  latencyMs: fc.constantFrom(0, 10, 50, 100, 300),
  timeoutMs: fc.option(fc.constantFrom(50, 100, 200), { nil: undefined }),
  fault: fc.oneof(
    { weight: 5, arbitrary: fc.constant("none" as const) },
    fc.constantFrom("unknown-adapter" as const, "adapter-options-invalid" as const),
  ),
});

interface DrawnWalk {
  readonly bid: number | undefined;
  readonly style: "android-all-on" | "proposal";
  readonly nodes: readonly DrawnNode[];
}

const drawnWalk: fc.Arbitrary<DrawnWalk> = fc.record({
  bid: fc.option(
    fc.integer({ min: 1, max: 8 }).map((half) => half / 2),
    { nil: undefined },
  ),
  style: fc.constantFrom("android-all-on" as const, "proposal" as const),
  nodes: fc
    .array(drawnNode, { maxLength: 7 })
    .map((nodes) => nodes.toSorted((one, other) => other.ecpmUsd - one.ecpmUsd)),
});

const nodeTimeoutMs = 150;
const totalTimeoutMs = 500;

function toInput({ bid, style, nodes }: DrawnWalk): WaterfallInput {
  return {
    bid,
    mediation: { nodeTimeoutMs, totalTimeoutMs },
    nodes: nodes.map(({ ecpmUsd, floorCpmUsd, timeoutMs }, index) => ({
      networkId: `n${index}`,
      ecpmUsd,
      ...(floorCpmUsd !== undefined && { floorCpmUsd }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    })),
    networks: Object.fromEntries(nodes.map((_node, index) => [`n${index}`, filling(1)])),
    scenario: { profile: style, steps: [{ request: "level-end" }] },
  };
}

function runDrawn(drawn: DrawnWalk): Promise<ScenarioRun> {
  const networks = drawn.nodes.map((node, index) => [`n${index}`, toNetwork(node)] as const);
  return runUnchecked(aWaterfall(toInput(drawn)), Object.fromEntries(networks));
}

function toNetwork({ cpmUsd, hasAd, latencyMs, fault }: DrawnNode) {
  const options = { cpmUsd, fillRate: hasAd ? 1 : 0, latencyMs };
  if (fault === "unknown-adapter") return { adapter: "telepathy", options };
  if (fault === "adapter-options-invalid")
    return { adapter: "fixed-price", options: { ...options, cpm: 1 } };
  return { adapter: "fixed-price", options };
}

/** How every node has to end, worked out without an SDK: `filled`, or the rule that ended it. */
function predict(drawn: DrawnWalk, startsAtMs: number): readonly string[] {
  let nowMs = startsAtMs;
  let isOver = false;
  return drawn.nodes.map((node) => {
    if (isOver) return "not-reached";
    if (nowMs >= totalTimeoutMs) return "walk-out-of-time";
    if (node.fault !== "none") return node.fault;
    nowMs += auctionMs(drawn);
    isOver = (drawn.bid ?? -1) >= node.ecpmUsd;
    if (isOver) return "not-reached";
    const timeoutMs = Math.min(node.timeoutMs ?? nodeTimeoutMs, totalTimeoutMs - nowMs);
    if (timeoutMs <= 0) return "walk-out-of-time";
    nowMs += Math.min(node.latencyMs, timeoutMs);
    const answer = predictAnswer(node, timeoutMs);
    isOver = answer === "filled";
    return answer;
  });
}

/** An auction against a node fetches the seller's script; the prebuilt one is on the device. */
function auctionMs({ bid, style }: DrawnWalk): number {
  return bid !== undefined && style === "proposal" ? 20 : 0;
}

function predictAnswer(node: DrawnNode, timeoutMs: number): string {
  if (node.latencyMs >= timeoutMs) return "node-timed-out";
  if (!node.hasAd) return "network-no-fill";
  return node.cpmUsd < (node.floorCpmUsd ?? 0) ? "bid-below-node-floor" : "filled";
}

const ending = /^node\.(skipped|filled|unfilled|timed-out|failed|unreached)$/;

function endingsOf(events: readonly MediationEvent[], nodeId: string): readonly string[] {
  return events.flatMap((event) =>
    ending.test(event.type) && "nodeId" in event && event.nodeId === nodeId
      ? ["rule" in event ? String(event.rule) : "filled"]
      : [],
  );
}

/** When the walk began: after the chain was there and the first party had selected. */
function walkStart({ events }: ScenarioRun): number {
  return (
    events.find(({ type }) => type === "first-party.selected" || type === "first-party.passed")
      ?.atMs ?? 0
  );
}

it("ends every node of any chain exactly once, and as its network, price and time say", async () => {
  await fc.assert(
    fc.asyncProperty(drawnWalk, async (drawn) => {
      const run = await runDrawn(drawn);

      const endings = drawn.nodes.map((_node, index) => endingsOf(run.events, `n${index}`));
      expect(endings).toEqual(predict(drawn, walkStart(run)).map((rule) => [rule]));
    }),
    { numRuns: 30 },
  );
}, 20_000);

it("leaves one line in the ledger for each node that lost, and none for the one that won", async () => {
  await fc.assert(
    fc.asyncProperty(drawnWalk, async (drawn) => {
      const { requests } = await runDrawn(drawn);

      const [result] = requests.map((request) => request.result);
      const winner = result?.kind === "filled" ? result.ad.nodeId : undefined;
      const losers = drawn.nodes.flatMap((_node, index) =>
        `n${index}` === winner ? [] : [`node "n${index}"`],
      );
      const lines = result?.ledger.filter(({ subject }) => subject.startsWith("node ")) ?? [];
      expect(lines.map(({ subject }) => subject)).toEqual(losers);
      expect(lines.every(({ detail }) => detail.length > 10)).toBe(true);
    }),
    { numRuns: 15 },
  );
}, 20_000);

it("changes nothing for anybody when nodes are removed that were never reached", async () => {
  await fc.assert(
    fc.asyncProperty(drawnWalk, fc.nat(), async (drawn, pick) => {
      const nodes = drawn.nodes.map((node) => ({ ...node, hasAd: true, fault: "none" as const }));
      const whole = await runDrawn({ ...drawn, nodes });
      const removable = countBehindTheEnd(whole);
      fc.pre(removable > 0);
      const kept = nodes.slice(0, nodes.length - 1 - (pick % removable));

      const without = await runDrawn({ ...drawn, nodes: kept });

      const isKept = (line: string): boolean =>
        Number(/"nodeId":"n(\d)"/.exec(line)?.[1] ?? 0) < kept.length;
      expect(storyOf(without)).toEqual(storyOf(whole).filter(isKept));
    }),
    { numRuns: 12 },
  );
}, 20_000);

/** The node before which the first party was placed decided something, reached or not. */
function countBehindTheEnd({ events }: ScenarioRun): number {
  const unreached = events.filter(({ type }) => type === "node.unreached").length;
  const isPlaced = events.some(({ type }) => type === "chained-selection.placed");
  return isPlaced ? unreached - 1 : unreached;
}

/** Everything that happened, but for the scenario, the chain, and the size of the answer that it came in. */
function storyOf({ events }: ScenarioRun): readonly string[] {
  return events
    .filter(({ type }) => type !== "session.started" && type !== "chain.fetched")
    .filter((event) => event.type !== "http.finished" || event.purpose !== "contextual-request")
    .map((event) => JSON.stringify(event));
}

it("changes nobody's luck when a network is added anywhere in the chain", async () => {
  const fillRates = fc.array(fc.constantFrom<number>(0.2, 0.5, 0.8), {
    minLength: 1,
    maxLength: 4,
  });
  const fillsOf = async (
    nodes: readonly { readonly nodeId: string; readonly fillRate: number }[],
  ) => {
    const { requestAd, events } = await aMediation({
      adapters: [fixedPrice],
      nodes: nodes.map(({ nodeId, fillRate }) => ({
        nodeId,
        adapter: "fixed-price",
        floorCpmUsd: 2, // nobody pays it, so everybody is asked
        options: { cpmUsd: 1, latencyMs: 0, fillRate },
      })),
    });
    for (let request = 0; request < 6; request += 1) await requestAd();
    return nodes.map(({ nodeId }) => endingsOf(events, nodeId));
  };

  await fc.assert(
    fc.asyncProperty(fillRates, fc.nat(4), fc.string(), async (rates, at, name) => {
      const nodes = rates.map((fillRate, index) => ({ nodeId: `${name} ${index}`, fillRate }));
      const stranger = { nodeId: `${name} stranger`, fillRate: 0.5 };

      const before = await fillsOf(nodes);
      const after = await fillsOf(nodes.toSpliced(at, 0, stranger));

      expect(after.toSpliced(Math.min(at, nodes.length), 1)).toEqual(before);
    }),
    { numRuns: 40 },
  );
});

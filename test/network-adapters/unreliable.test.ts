import { expect, it } from "vitest";
import { unreliable } from "../../network-adapters/unreliable/index.ts";
import type { MediationEvent } from "../../sdk/index.ts";
import { describeNetworkAdapterContract } from "../contract/network-adapter.contract.ts";
import { aFillingAdapter, aMediation } from "../support/a-mediation.ts";
import { aLoadRequest, aNetworkWorld } from "../support/a-network-environment.ts";
import { errorOf } from "../support/error-of.ts";

describeNetworkAdapterContract(unreliable, { behaviour: "slow" });
describeNetworkAdapterContract(unreliable, { behaviour: "slow", chance: 0.5, reports: "throws" });
describeNetworkAdapterContract(unreliable, { behaviour: "answering-twice", latencyMs: 5 });

const { signal } = new AbortController();
const fill = { kind: "fill", renderUri: "https://unreliable.example/ad", cpmUsd: 1 };
const noFill = { kind: "no-fill", reason: "no ad this time" };
const error = { kind: "error", error: { code: "ERR_ALPHA", message: "broken" } };

/** A walk past the network to one that always fills, both told by the events of their nodes. */
async function walkPast(options: object) {
  const mediation = await aMediation({
    adapters: [unreliable, aFillingAdapter("backfill", 1)],
    nodes: [
      { nodeId: "alpha", adapter: "unreliable", options, timeoutMs: 5_000 },
      { nodeId: "backfill" },
    ],
  });
  const result = await mediation.requestAd();
  return { ...mediation, result, ends: mediation.events.flatMap(tellEnd) };
}

function tellEnd(event: MediationEvent): readonly string[] {
  switch (event.type) {
    case "node.filled":
      return [`${event.nodeId} filled after ${event.latencyMs} ms`];
    case "node.unfilled":
    case "node.failed":
    case "node.timed-out":
      return [`${event.nodeId} ${event.rule} after ${event.latencyMs} ms`];
    case "adapter.logged":
      return [`${event.networkId} logged: ${event.message}`];
    default:
      return [];
  }
}

it.each([
  ["slow", ["alpha node-timed-out after 5000 ms", "backfill filled after 0 ms"]],
  ["hanging", ["alpha node-timed-out after 5000 ms", "backfill filled after 0 ms"]],
  ["late", ["alpha node-timed-out after 5000 ms", "backfill filled after 0 ms"]],
  ["throwing", ["alpha adapter-failed after 80 ms", "backfill filled after 0 ms"]],
  ["lying", ["alpha adapter-result-invalid after 80 ms", "backfill filled after 0 ms"]],
  [
    "answering-twice",
    [
      "alpha logged: called back a second time; its first answer stands",
      "alpha filled after 80 ms",
    ],
  ],
])("cannot break the walk by being %s (spec: mediation 2.2)", async (behaviour, ends) => {
  const walk = await walkPast({ behaviour });

  expect(walk.ends).toEqual(ends);
  expect(walk.result.kind).toBe("filled");
});

it.each([{ outcome: fill }, { outcome: noFill }, { outcome: error }])(
  "is slow with any outcome: $outcome.kind",
  async ({ outcome }) => {
    const { environment, clock } = aNetworkWorld();
    const options = { behaviour: "slow", latencyMs: 20, delayMs: 71_137, outcome };

    const answer = await unreliable.connect(options, environment).load(aLoadRequest(), signal);

    expect([answer, clock.elapsedMs()]).toEqual([outcome, 71_157]);
  },
);

it("answers late: after the walk gave up, and as if nothing had happened", async () => {
  const { environment, clock } = aNetworkWorld();
  const walk = new AbortController();
  const network = unreliable.connect({ behaviour: "late", delayMs: 300 }, environment);

  const loading = network.load(aLoadRequest(), walk.signal);
  await clock.sleep(1_000);
  walk.abort(new Error("the walk moved on"));

  expect([await loading, clock.elapsedMs()]).toEqual([fill, 1_300]);
});

it("gives its first answer when it answers twice", async () => {
  const options = { behaviour: "answering-twice", outcome: { kind: "fill", cpmUsd: 3 } };
  const network = unreliable.connect(options, aNetworkWorld().environment);

  const answer = await network.load(aLoadRequest(), signal);

  expect(answer).toEqual({ ...fill, cpmUsd: 3 });
});

it("keeps its word as often as its chance leaves it", async () => {
  const { environment } = aNetworkWorld();
  const network = unreliable.connect({ behaviour: "throwing", chance: 0.2 }, environment);

  let thrown = 0;
  for (let request = 1; request <= 1_000; request += 1) {
    const asked = aLoadRequest({ requestId: `request-${request}` });
    await network.load(asked, signal).catch(() => (thrown += 1));
  }

  expect(thrown).toBeGreaterThan(160);
  expect(thrown).toBeLessThan(240);
});

it.each([0, 1])("leaves nothing to luck with a chance of %i", async (chance) => {
  const network = unreliable.connect(
    { behaviour: "throwing", chance },
    aNetworkWorld().environment,
  );

  const settled = await Promise.allSettled(
    Array.from({ length: 50 }, (_none, index) =>
      network.load(aLoadRequest({ nodeId: `node-${index}` }), signal),
    ),
  );

  const statuses = new Set(settled.map(({ status }) => status));
  expect([...statuses]).toEqual([chance === 1 ? "rejected" : "fulfilled"]);
});

it("misbehaves by node and request: asked again in between, it does the same", async () => {
  const options = { behaviour: "throwing", chance: 0.5 };
  const tell = async (nodeIds: readonly string[]) => {
    const network = unreliable.connect(options, aNetworkWorld().environment);
    const kept: string[] = [];
    for (const nodeId of nodeIds) {
      await network.load(aLoadRequest({ nodeId }), signal).then(
        () => kept.push(nodeId),
        () => undefined,
      );
    }
    return kept;
  };

  const kept = await tell(["a", "b", "c", "d", "e", "f"]);

  expect(await tell(["f", "e", "d", "c", "b", "a"])).toEqual(kept.toReversed());
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(6);
});

it("reports as if nothing were wrong unless told otherwise", async () => {
  const { result } = await walkPast({ behaviour: "slow", chance: 0 });
  if (result.kind !== "filled") throw new Error("expected a fill");

  await expect(result.ad.reportImpression()).resolves.toBeUndefined();
  await expect(result.ad.reportEvent("click")).resolves.toBeUndefined();
});

it.each([
  ["throws", "its reports throw, as its options say"],
  ["hangs", "it did not report within 5000 ms"],
])("fails to report when its reports say %s", async (reports, why) => {
  const { result } = await walkPast({ behaviour: "slow", chance: 0, reports });
  if (result.kind !== "filled") throw new Error("expected a fill");
  const { ad } = result;

  const failures = [
    await errorOf(() => ad.reportImpression()),
    await errorOf(() => ad.reportEvent("click")),
  ];

  expect(failures.map(({ code }) => code)).toEqual([
    "ERR_SDK_REPORT_FAILED",
    "ERR_SDK_REPORT_FAILED",
  ]);
  expect(failures.map(({ message }) => message.endsWith(why))).toEqual([true, true]);
});

it.each([
  [{}, "behaviour"],
  [{ behaviour: "moody" }, "behaviour"],
  [{ behaviour: "slow", chance: 1.5 }, "chance"],
  [{ behaviour: "slow", delayMs: -1 }, "delayMs"],
  [{ behaviour: "slow", latencyMs: 0.5 }, "latencyMs"],
  [{ behaviour: "slow", outcome: { kind: "fill" } }, "outcome.cpmUsd"],
  [{ behaviour: "slow", outcome: { kind: "timeout" } }, "outcome.kind"],
  [{ behaviour: "slow", reports: "sometimes" }, "reports"],
])("refuses %o because of %s", async (options, key) => {
  const refusal = await errorOf(() => unreliable.connect(options, aNetworkWorld().environment));

  expect(refusal.code).toBe("ERR_CONFIG_INVALID");
  expect(refusal.message).toContain(`at ${key}`);
});

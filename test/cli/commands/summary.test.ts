import { stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { summarizeTrace } from "../../../simulator/index.ts";
import { aTrace, EXAMPLES, ofNode, runExample, toLines } from "../../support/a-trace.ts";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

async function summarize(folder: string, ...options: readonly string[]): Promise<CliResult> {
  const trace = toLines(await runExample(folder));
  const { path: cwd } = await aTempFolder({ "trace.jsonl": trace });
  return await runCommandLine(["summary", "trace.jsonl", ...options], { cwd });
}

it("prints all networks in one table, and requests apart from it", async () => {
  const { exitCode, stdout, stderr } = await summarize("price-distribution");

  expect([exitCode, stderr]).toEqual([0, ""]);
  await expect(stdout).toMatchFileSnapshot("./snapshots/summary.txt");
});

it("has a line for whatever happened beside ad requests, in 80 columns", async () => {
  const networkId = "a-network-with-a-long-name";
  const of = { atMs: 0, requestId: "request-1", networkId };
  const ofAd = { ...of, adId: "ad-1", slotId: "home" };
  const format = "rewarded";
  const turn = { requestId: "request-1", nodeId: "first", networkId };
  const value = { type: "valuation.revealed", atMs: 0, ...turn, cpmUsd: 4321.5 } as const;
  const source = "node";
  const money = { currency: "USD", source, nodeId: "first", format } as const;
  const paid = { type: "revenue.paid", ...ofAd, ...money, rankCpmUsd: 9 } as const;
  const slot = { requestId: "request-2", slotId: "home", format } as const;
  const budgets = { totalTimeoutMs: 9, endpointTimeoutMs: 9 };
  const node = { nodeId: "first", networkId, adapter: "fixed-price", ecpmUsd: 9 };
  const loss = { rule: "ad-not-shown", detail: "" } as const;
  const renderUri = "https://a.example/ad";
  const events = aTrace(
    { type: "request.started", atMs: 0, ...slot, requestId: "request-1", ...budgets },
    { type: "chain.fetched", atMs: 0, requestId: "request-1", chainId: "c", nodes: [node] },
    ofNode("node.started", { ...turn, adapter: "x", timeoutMs: 400, budget: "node" }),
    ofNode("node.filled", { ...turn, latencyMs: 80, renderUri, cpmUsd: 1234.5 }),
    { type: "ad.selected", ...ofAd, nodeId: "first", source, renderUri, cpmUsd: 1234.5 },
    { type: "request.finished", atMs: 0, requestId: "request-1", kind: "filled", latencyMs: 99 },
    value,
    { type: "ad.taken", ...ofAd, ageMs: 7 },
    { type: "ad.shown", ...of, adId: "ad-1", renderUri },
    { type: "impression.reported", ...of, adId: "ad-1" },
    { ...paid, valueMicros: 1_234_500, precision: "exact" },
    { ...paid, adId: "ad-0", valueMicros: 1_000_000_000, precision: "estimated" },
    { ...paid, adId: "ad-0", precision: "undefined" },
    { type: "reward.earned", ...of, adId: "ad-1", rewardType: "coins", amount: 5 },
    { type: "slot.refreshed", atMs: 0, requestId: "x", slotId: "home", replacedAdId: "ad-1" },
    { type: "ad.show-failed", ...of, adId: "ad-0", ...loss },
    { type: "request.refused", atMs: 0, ...slot, cap: "slot", ...loss },
  );
  const { path: cwd } = await aTempFolder({ "trace.jsonl": toLines(events) });

  const { stdout, stderr } = await runCommandLine(["summary", "trace.jsonl"], { cwd });

  expect(stderr).toBe("");
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  await expect(stdout).toMatchFileSnapshot("./snapshots/summary-everything.txt");
});

it.each(EXAMPLES)("fits 80 columns and has no colours in a pipe: %s", async (folder) => {
  const { stdout } = await summarize(folder);

  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).not.toMatch(/undefined|NaN/);
  expect(stdout).not.toContain("\u001B");
});

it("has colours on a terminal, and the same words", async () => {
  const { path: cwd } = await aTempFolder({
    "trace.jsonl": toLines(await runExample("02-first-party-optimisation")),
  });
  const print = async (isColour: boolean): Promise<readonly string[]> => {
    const printed = ["summary", "explain"].map((command) =>
      runCommandLine([command, "trace.jsonl"], { cwd, isColour }),
    );
    return (await Promise.all(printed)).map(({ stdout }) => stdout);
  };

  const [plain, coloured] = [await print(false), await print(true)];

  expect(coloured.map(stripVTControlCharacters)).toEqual(plain);
  expect(coloured.every((text) => text.includes("\u001B"))).toBe(true);
});

it("prints every number, unrounded, for programs", async () => {
  const { exitCode, stdout } = await summarize("price-distribution", "--json");

  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual(summarizeTrace(await runExample("price-distribution")));
});

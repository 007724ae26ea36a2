import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import type { MediationEvent } from "../../../sdk/index.ts";
import {
  prepareScenario,
  replayTrace,
  runScenario,
  type ScenarioInput,
} from "../../../simulator/index.ts";
import { errorOf } from "../../support/error-of.ts";
import { parseTrace } from "../../../simulator/trace/parse-trace.ts";
import { EXAMPLES, runExample, toLines } from "../../support/a-trace.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const flagship = await runExample("01-waterfall");

it.each(EXAMPLES)("has %s again, byte for byte, from its trace alone", async (folder) => {
  const { path: elsewhere } = await aTempFolder();
  const written = toLines(await runExample(folder));
  const hasModules = written.includes('"modules":');

  const { run, changes } = await replayTrace(parseTrace(written, "t.jsonl"), {
    folder: hasModules ? `examples/${folder}` : elsewhere,
  });

  expect(toLines(run.events)).toBe(written);
  expect(changes).toEqual([]);
});

it("has a run again with the bodies of its scripts and another seed than its scenario's", async () => {
  const events = await runExample("01-waterfall", { seed: 99, withBodies: true });

  const { run } = await replayTrace(events);

  expect(toLines(run.events)).toBe(toLines(events));
});

it("keeps of the machine it ran on nothing but what the scenario says", async () => {
  const text = toLines(flagship);

  expect(text).not.toContain(process.cwd());
  expect(JSON.parse(await readFile("package.json", "utf8"))).toMatchObject({
    version: flagship[0]?.type === "session.started" ? flagship[0].fledglingVersion : "",
  });
});

it("gives the slow network the time it needs, and it wins", async () => {
  const { changes, comparison } = await replayTrace(flagship, {
    set: { "node.beta.timeout": 9_000 },
  });

  expect(changes).toEqual([{ path: "node.beta.timeout", from: 400, to: 9_000 }]);
  expect(comparison.ends).toEqual([
    {
      requestId: "request-1",
      a: "node gamma with https://travel.example/ads/azores",
      b: "node beta with https://travel.example/ads/azores",
    },
  ]);
});

it("leaves a node out", async () => {
  const { run, changes } = await replayTrace(flagship, { set: { "node.beta.off": true } });

  expect(changes).toEqual([{ path: "node.beta.off", from: false, to: true }]);
  expect(run.events.filter((event) => "nodeId" in event && event.nodeId === "beta")).toEqual([]);
  expect(run.events).toContainEqual(
    expect.objectContaining({ type: "ad.selected", nodeId: "gamma" }),
  );
});

it("takes an edited script from the file that is set, and no longer names the old one", async () => {
  const { path: folder } = await aTempFolder({ "new.js": "function scoreAd() { return oops; }" });

  const { run, comparison } = await replayTrace(flagship, {
    set: { "sellers.gamma.example.decisionLogic": "new.js" },
    folder,
  });

  expect(run.events).toContainEqual(
    expect.objectContaining({ type: "logic.finished", outcome: "threw", line: 1 }),
  );
  expect(comparison.setup).toEqual([
    { name: "sellers.gamma.example.decisionLogic", a: "./scripts/seller.js", b: "new.js" },
  ]);
});

it("names no file for a text that stands in no file", async () => {
  const { run } = await replayTrace(flagship, {
    set: { "sellers.gamma.example.decisionLogic": { inline: "function scoreAd() {}" } },
  });

  const [started] = run.events;
  expect(started).toMatchObject({ sources: expect.not.objectContaining(ofGamma) });
});

const ofGamma = { "https://gamma.example/decision-logic.js": "./scripts/seller.js" };

/** A temporary folder is outside of the package, which hence has no name there. */
const kit = pathToFileURL(resolve("sdk/adapter-kit.ts")).href;
const adapterModule = (cpmUsd: number): string => `
  import { defineNetworkAdapter, z } from "${kit}";
  const fill = { kind: "fill", renderUri: "https://mine.example/ad", cpmUsd: ${cpmUsd} };
  const load = async () => fill;
  export const mine = defineNetworkAdapter({
    id: "mine",
    options: z.strictObject({}),
    connect: () => ({ load }),
  });
`;

async function aModuleRun() {
  const { path: folder, write: writeFile } = await aTempFolder();
  const write = (cpmUsd: number) => writeFile("mine.mjs", adapterModule(cpmUsd));
  await write(2);
  const loaded = await prepareScenario(withModule, { folder });
  return { folder, write, events: (await runScenario(loaded)).events };
}

const withModule: ScenarioInput = {
  version: 1,
  app: { appId: "com.example.game" },
  slots: { home: { format: "banner" } },
  networks: { mine: { adapter: "mine" } },
  adServer: { slots: { home: { kind: "chain", nodes: [{ networkId: "mine", ecpmUsd: 1 }] } } },
  adapters: ["./mine.mjs"],
};

it("finds modules in the folder that is named, and says when one is another by now", async () => {
  const { folder, write, events } = await aModuleRun();
  const same = await replayTrace(events, { folder });
  await write(3);

  const { comparison } = await replayTrace(events, { folder });

  expect(toLines(same.run.events)).toBe(toLines(events));
  const hash = expect.stringMatching(/^[0-9a-f]{16}$/);
  expect(comparison.setup).toEqual([{ name: "module ./mine.mjs", a: hash, b: hash }]);
});

it("says which module it does not find, and how to name the folder", async () => {
  const { events } = await aModuleRun();
  const { path: elsewhere } = await aTempFolder();

  const { code, message, hint } = await errorOf(() =>
    replayTrace(events, { folder: elsewhere, name: "t.jsonl" }),
  );

  expect([code, message, hint]).toEqual([
    "ERR_REPLAY_IMPOSSIBLE",
    'Cannot use scenario "t.jsonl": 1 problem\n  t.jsonl  adapters[0]: "./mine.mjs" cannot be read: there is no such file',
    "A trace has the paths of modules, not the modules: say with --folder (in a program: folder) where the scenario was.",
  ]);
});

function asLive(hosts: Readonly<Record<string, string>>): readonly MediationEvent[] {
  const [started, ...rest] = flagship;
  if (started?.type !== "session.started") throw new Error("The flagship has no beginning.");
  const scenario = { ...started.scenario, hosts };
  return [{ ...started, mode: "live", serverUrl: "http://127.0.0.1:1", scenario }, ...rest];
}

it("simulates what was live, where the scenario has all that it needs", async () => {
  const { comparison } = await replayTrace(asLive({ "ssp.example": "http://127.0.0.1:2" }));

  expect(comparison.setup).toEqual([
    { name: "mode", a: "live", b: "simulated" },
    { name: "serverUrl", a: "http://127.0.0.1:1", b: undefined },
  ]);
  expect(comparison.ends).toEqual([]);
});

it("does not make up what a server of a live run would answer", async () => {
  const live = asLive({ "bidder.example": "http://127.0.0.1:2" });

  const { code, message } = await errorOf(() => replayTrace(live, { name: "t.jsonl" }));

  expect([code, message]).toEqual([
    "ERR_REPLAY_IMPOSSIBLE",
    'Cannot replay "t.jsonl": the run was live, and what bidder.example (http://127.0.0.1:2) answered is not in the trace.',
  ]);
});

it("wants the events of a whole run", async () => {
  const { code } = await errorOf(() => replayTrace(flagship.slice(1)));

  expect(code).toBe("ERR_TRACE_INVALID");
});

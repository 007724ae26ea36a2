import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { PageData } from "../../studio/page-data.ts";
import { runExample, toLines } from "../support/a-trace.ts";
import { runCommandLine } from "../support/run-command-line.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const scenario = `
version: 1
app: { appId: com.example.app }
slots:
  home: { format: banner, sizes: [[320, 50]] }
  other: { format: banner, sizes: [[320, 50]] }
networks: { alpha: { adapter: fixed-price, options: { cpmUsd: 2 } } }
adServer: { slots: { home: { kind: chain, nodes: [{ networkId: alpha, ecpmUsd: 2 }] } } }
`;

async function readPage(file: string): Promise<PageData> {
  const html = await readFile(file, "utf8");
  const [, json = ""] = /<script type="application\/json" id="page-data">([^<]*)</.exec(html) ?? [];
  return JSON.parse(json) as PageData;
}

it("writes the page of a trace beside it, and says how big it is", async () => {
  const folder = await aTempFolder({ "t.jsonl": toLines(await runExample("01-waterfall")) });

  const { exitCode, stdout } = await runCommandLine(["view", "t.jsonl"], { cwd: folder.path });

  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/^wrote t\.html \([\d.]+ [kM]B\)\n$/) as string,
  });
  expect(await readPage(join(folder.path, "t.html"))).toMatchObject({
    title: "Fledgling: waterfall",
    runs: [{ facts: { source: "t.jsonl", hasBodies: false } }],
  });
});

it("runs a scenario with bodies, and compares it with a trace", async () => {
  const folder = await aTempFolder({
    "t.jsonl": toLines(await runExample("01-waterfall")),
    "s.yaml": `${scenario}steps: [{ request: home }]\n`,
  });

  await runCommandLine(["view", "s.yaml", "t.jsonl"], { cwd: folder.path });

  const page = await readPage(join(folder.path, "s-against-t.html"));
  expect(page.runs.map(({ facts }) => facts.name)).toEqual(["s", "waterfall"]);
  expect(page.comparison?.isEqual).toBe(false);
});

it("shows how far a trace came that breaks off", async () => {
  const text = toLines(await runExample("01-waterfall"));
  const folder = await aTempFolder({ "t.jsonl": text.slice(0, text.length / 2) });

  const { exitCode } = await runCommandLine(["view", "t.jsonl"], { cwd: folder.path });

  const [run] = (await readPage(join(folder.path, "t.html"))).runs;
  expect(exitCode).toBe(0);
  expect(run?.notices[0]?.kind).toBe("trace-breaks-off");
  expect(run?.requests[0]?.outcome.kind).toBe("unfinished");
});

it("shows how far a scenario came that fails half-way, and says why", async () => {
  const folder = await aTempFolder({
    "s.yaml": `${scenario}steps: [{ request: home }, show, { click: other }]\n`,
  });

  const viewed = await runCommandLine(["view", "s.yaml"], { cwd: folder.path });
  const ran = await runCommandLine(["run", "s.yaml", "--html", "p.html"], { cwd: folder.path });

  const pages = await Promise.all(
    ["s", "p"].map((name) => readPage(join(folder.path, `${name}.html`))),
  );
  expect([viewed.exitCode, ran.exitCode]).toEqual([2, 2]);
  for (const { runs } of pages) {
    expect(runs[0]?.notices).toMatchObject([
      { kind: "run-failed", text: expect.stringContaining("Cannot run step 3") as string },
    ]);
    expect(runs[0]?.requests[0]?.outcome.kind).toBe("filled");
  }
});

it("replaces nothing that is no page, and nothing that it reads", async () => {
  const folder = await aTempFolder({
    "t.jsonl": toLines(await runExample("01-waterfall")),
    "t.html": "<p>mine</p>",
  });

  const beside = await runCommandLine(["view", "t.jsonl"], { cwd: folder.path });
  const itself = await runCommandLine(["view", "t.jsonl", "-o", "t.jsonl"], { cwd: folder.path });

  expect([beside.exitCode, itself.exitCode]).toEqual([2, 2]);
  expect(beside.stderr).toContain("it is there already, and is no page of Fledgling's");
  expect(itself.stderr).toContain("what it is to show is read from it");
});

it("refuses a trace of another version", async () => {
  const [started] = await runExample("01-waterfall");
  const folder = await aTempFolder({
    "t.jsonl": `${JSON.stringify({ ...started, traceVersion: 1 })}\n`,
  });

  const { exitCode, stderr } = await runCommandLine(["view", "t.jsonl"], { cwd: folder.path });

  expect(exitCode).toBe(2);
  expect(stderr).toContain("is a trace of version 1, and this Fledgling reads version 2");
});

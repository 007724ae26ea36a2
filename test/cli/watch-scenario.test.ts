import { rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { runCommandLine } from "../support/run-command-line.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const scenario = (nodes: string): string => `version: 1
name: shoes
app: { appId: com.example.game }
slots: { home-banner: { format: banner } }
networks: { alpha: { adapter: fixed-price, options: { cpmUsd: 2 } } }
adServer: { slots: { home-banner: { kind: chain, nodes: ${nodes} } } }
sellers: { ssp.example: { decisionLogic: seller.js } }
`;
const oneNode = scenario("[{ networkId: alpha, ecpmUsd: 2 }]");

/** Watches a scenario and carries out one action each time the command waits for a change. */
async function watchWhile(
  files: Readonly<Record<string, string>>,
  actions: readonly (readonly [file: string, text: string])[],
): Promise<{ readonly exitCode: number; readonly printed: readonly string[] }> {
  const folder = await aTempFolder(files);
  const interruption = new AbortController();
  const printed: string[] = [];
  const pending = [...actions];
  // At once, as editors do: a file that is half written would be another change.
  const save = async (file: string, content: string): Promise<void> => {
    await folder.write(`${file}.new`, content);
    await rename(join(folder.path, `${file}.new`), join(folder.path, file));
  };
  const onOutput = (text: string): void => {
    printed.push(text.split("\n")[0] ?? "");
    if (!text.startsWith("watching")) return;
    const [file, content] = pending.shift() ?? [];
    if (file === undefined || content === undefined) interruption.abort();
    else setImmediate(() => void save(file, content));
  };
  const { exitCode } = await runCommandLine(["run", ".", "--watch"], {
    cwd: folder.path,
    interrupted: interruption.signal,
    onOutput,
  });
  return { exitCode, printed };
}

const ran = "shoes  seed 1, profile android-all-on, virtual time";
const watching = "watching 2 files – Ctrl-C ends";

it("runs again after each change, until it is interrupted", async () => {
  const session = await watchWhile({ "scenario.yaml": oneNode, "seller.js": "" }, [
    ["scenario.yaml", scenario("[]")],
    ["seller.js", "function scoreAd() {}"],
  ]);

  expect(session).toEqual({
    exitCode: 0,
    printed: [ran, watching, ran, watching, ran, watching],
  });
});

it("prints what is wrong and goes on watching", async () => {
  const session = await watchWhile({ "scenario.yaml": "version: 1", "seller.js": "" }, [
    ["scenario.yaml", oneNode],
  ]);

  expect(session).toEqual({
    exitCode: 0,
    printed: [
      'error ERR_SCENARIO_INVALID: Cannot use scenario "scenario.yaml": 2 problems',
      "watching 1 file – Ctrl-C ends",
      ran,
      watching,
    ],
  });
});

it("waits for a script that is not there yet", async () => {
  const session = await watchWhile({ "scenario.yaml": oneNode }, [["seller.js", ""]]);

  expect(session).toEqual({
    exitCode: 0,
    printed: [
      'error ERR_SCENARIO_UNREADABLE: Cannot use scenario "scenario.yaml": 1 problem',
      watching,
      ran,
      watching,
    ],
  });
});

it("does not wait for a scenario that is not there", async () => {
  const { exitCode, stderr } = await runCommandLine(["run", "nowhere.yaml", "--watch"]);

  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error ERR_SCENARIO_UNREADABLE: /);
});

it("runs again after a change of a network adapter of the scenario's own", async () => {
  const adapter = (load: string): string => `
    import { defineNetworkAdapter, z } from "${pathToFileURL(resolve("sdk/adapter-kit.ts")).href}";
    export default defineNetworkAdapter({
      id: "mine",
      options: z.strictObject({}),
      connect: () => ({ load: async () => (${load}) }),
    });`;
  const text = `${oneNode.replace("adapter: fixed-price, options: { cpmUsd: 2 }", "adapter: mine")}
adapters: [mine.mjs]
expect: { requests: [{ kind: filled }] }
`;
  const fills = adapter('{ kind: "fill", renderUri: "https://a.example" }');

  const session = await watchWhile(
    { "scenario.yaml": text, "seller.js": "", "mine.mjs": "export const mine = 1;" },
    [
      ["mine.mjs", fills],
      ["mine.mjs", adapter('{ kind: "no-fill", reason: "none" }')],
    ],
  );

  const watchingAll = "watching 3 files – Ctrl-C ends";
  expect(session.printed).toEqual([
    'error ERR_ADAPTER_MODULE_INVALID: Cannot use scenario "scenario.yaml": 1 problem',
    "watching 2 files – Ctrl-C ends",
    ran,
    watchingAll,
    ran,
    'error ERR_SCENARIO_EXPECTATION: Scenario "shoes" ended otherwise than it expects:',
    watchingAll,
  ]);
});

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { runCommandLine } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const kit = pathToFileURL(resolve("sdk/adapter-kit.ts")).href;

function aModule(load: string): string {
  return `import { defineNetworkAdapter, z } from "${kit}";
export const mine = defineNetworkAdapter({
  id: "mine",
  options: z.strictObject({ cpmUsd: z.number() }),
  connect: ({ cpmUsd }, { http, clock }) => ({ ${load} }),
});
`;
}

const good = aModule(`async load(_request, signal) {
  await clock.sleep(50, signal);
  return { kind: "fill", renderUri: "https://a.example/ad", cpmUsd };
}`);
const deaf = aModule(`async load() {
  await clock.sleep(50);
  return { kind: "fill", renderUri: "https://a.example/ad", cpmUsd };
}`);
const asking = aModule(`async load(_request, signal) {
  const answer = await http.send({ method: "GET", url: "https://a.example", purpose: "adapter" }, signal);
  if (answer.kind !== "response") throw new Error("nobody there");
  return { kind: "no-fill", reason: answer.body };
}`);

const kept = `  ok      has an id in kebab-case, as chains and scenarios spell it
  ok      takes the options that it is tested with
  ok      refuses misspelt options and names them
  ok      refuses what are no options at all
  ok      does not change the options it is given
  ok      load answers with a value that its contract knows
`;
const keptAtLast = `  ok      load lets go of its signal once it has answered
  ok      load does not change what it is asked
  ok      answers the same in the same world
  ok      keeps what it knows to its own connection
  ok      leaves the machine's clock, luck, timers and internet alone
`;

it("says of each promise that it is kept", async () => {
  const { path: cwd } = await aTempFolder({ "mine.mjs": good });

  const result = await runCommandLine(["check-adapter", "mine.mjs", "--options", "{ cpmUsd: 2 }"], {
    cwd,
  });

  expect(result).toEqual({
    exitCode: 0,
    stderr: "",
    stdout: `mine  mine.mjs

${kept}  ok      load settles as soon as its signal aborts
  ok      load settles at once when its signal has aborted before
${keptAtLast}
13 of 13 promises kept
`,
  });
});

it("says below a broken promise what happened, what was expected, and why", async () => {
  const { path: cwd } = await aTempFolder({ "mine.mjs": deaf, "options.yaml": "cpmUsd: 2" });

  const result = await runCommandLine(
    ["check-adapter", "mine.mjs", "--options-file", "options.yaml"],
    { cwd },
  );

  const advice = `          expected: an answer, or a rejection with signal.reason: pass the
          signal to clock.sleep and http.send, or use untilAborted
          why: the walk has moved on, and what still runs for it costs battery
          and is thrown away
          see: docs/how-to/add-a-network-adapter.md
`;
  expect(result).toEqual({
    exitCode: 1,
    stderr: "",
    stdout: `mine  mine.mjs

${kept}  not ok  load settles as soon as its signal aborts
          load, whose signal aborted 1 ms after it was asked, did not settle
          within 10 ms
${advice}  not ok  load settles at once when its signal has aborted before
          load, whose signal aborted before it was asked, did not settle within
          10 ms
${advice}${keptAtLast}
11 of 13 promises kept, 2 broken
`,
  });
});

it("gives it a server that answers what it is told to", async () => {
  const { path: cwd } = await aTempFolder({ "mine.mjs": asking });
  const command = ["check-adapter", "mine.mjs", "--options", "cpmUsd: 2", "--json"];

  const alone = await runCommandLine(command, { cwd });
  const answered = await runCommandLine([...command, "--answer", "not today"], { cwd });

  const brokenIn = ({ stdout }: { readonly stdout: string }) => {
    const { adapter, module, promises } = JSON.parse(stdout) as {
      readonly adapter: string;
      readonly module: string;
      readonly promises: readonly { readonly name: string; readonly isKept: boolean }[];
    };
    expect([adapter, module, promises.length]).toEqual(["mine", "mine.mjs", 13]);
    return promises.filter(({ isKept }) => !isKept).map(({ name }) => name);
  };
  expect([alone.exitCode, answered.exitCode]).toEqual([1, 0]);
  expect(brokenIn(alone)).toEqual(["load answers with a value that its contract knows"]);
  expect(brokenIn(answered)).toEqual([]);
});

it.each([
  [
    ["gone.ts"],
    'error ERR_ADAPTER_MODULE_INVALID: "gone.ts" cannot be read: there is no such file.\nhint: docs/how-to/add-a-network-adapter.md shows a module with an adapter.\n',
  ],
  [
    ["mine.yaml"],
    'error ERR_ADAPTER_MODULE_INVALID: "mine.yaml" is no module: its name ends in .ts, .mts, .js or .mjs.\nhint: docs/how-to/add-a-network-adapter.md shows a module with an adapter.\n',
  ],
  [
    ["mine.mjs", "--options", "{ cpmUsd"],
    'error ERR_CLI_USAGE: --options is no YAML: Flow map must end with a } at line 1, column 9.\nhint: Write for example: --options "{ cpmUsd: 2 }"\n',
  ],
])("refuses %j", async (args, stderr) => {
  const { path: cwd } = await aTempFolder({ "mine.mjs": good });

  const result = await runCommandLine(["check-adapter", ...args], { cwd });

  expect(result).toEqual({ exitCode: 2, stdout: "", stderr });
});

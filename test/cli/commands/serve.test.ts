import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { runCommandLine, type CliResult, type CliWorld } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const scenario = path.resolve(import.meta.dirname, "../../../examples/01-waterfall");

/** Serves until `work` is done with the address. */
async function serveFor(
  argv: readonly string[],
  world: CliWorld,
  work: (url: string) => Promise<void>,
): Promise<CliResult> {
  const stop = new AbortController();
  const running = Promise.withResolvers<string>();
  const ended = runCommandLine(["serve", scenario, "--port", "0", ...argv], {
    ...world,
    interrupted: stop.signal,
    onOutput(text) {
      const [, port] = /http:\/\/[^/]*:(\d+)\/reports/.exec(text) ?? [];
      if (text.startsWith("error")) running.reject(new Error(text));
      if (port !== undefined) running.resolve(`http://127.0.0.1:${port}`);
    },
  });
  try {
    await work(await running.promise);
  } finally {
    stop.abort();
  }
  return await ended;
}

it("keeps networks in its folder, which it makes, until the next time", async () => {
  const { path: cwd } = await aTempFolder();
  const argv = ["--data", "some/folder"];
  const list = (url: string) => runCommandLine(["networks", "list", "--json", "--server", url]);
  let kept: unknown;

  await serveFor(argv, { cwd }, async (url) => {
    await runCommandLine(["networks", "add", "CoolAds", "--server", url]);
  });
  await serveFor(argv, { cwd }, async (url) => {
    kept = JSON.parse((await list(url)).stdout);
  });

  expect(kept).toMatchObject([{ id: 1, name: "CoolAds" }]);
  // Whoever stops gracefully leaves nothing behind that would have to be merged.
  expect(existsSync(path.join(cwd, "some/folder/fledgling.db-wal"))).toBe(false);
});

it("refuses a folder that it cannot make", async () => {
  const { path: cwd } = await aTempFolder({ file: "" });

  const result = await runCommandLine(["serve", scenario, "--data", "file/inside"], { cwd });

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr:
      'error ERR_CLI_UNWRITABLE: Cannot make the folder "file/inside": not a directory.\n' +
      "hint: Name a folder that you may write to.\n",
  });
});

it("refuses to be reachable from other machines without a token", async () => {
  const result = await runCommandLine(["serve", scenario, "--host", "0.0.0.0"]);

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr:
      "error ERR_SERVER_OPEN: Cannot listen on 0.0.0.0 without a token: other machines could change networks and bids.\n" +
      "hint: Set the variable FLEDGLING_TOKEN, here and for whoever manages, or leave out --host.\n",
  });
});

it("takes its token from the variable", async () => {
  const variables = { FLEDGLING_TOKEN: "secret" };
  let answers: readonly number[] = [];

  await serveFor([], { variables }, async (url) => {
    const headers = { authorization: "Bearer secret" };
    answers = [
      (await fetch(`${url}/settings`)).status,
      (await fetch(`${url}/settings`, { headers })).status,
    ];
  });

  expect(answers).toEqual([401, 200]);
});

it("logs to standard error if it is told to, and what fails only if that is all it is told to", async () => {
  const ask = async (url: string) => void (await fetch(`${url}/nowhere`));

  const [loud, quiet] = [
    await serveFor(["--log-level", "info"], {}, ask),
    await serveFor(["--log-level", "error"], {}, ask),
  ];

  const lines = loud.stderr.trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: "info", msg: expect.stringMatching(/^Server listening at http:\/\/127/) },
    { level: "warn", method: "GET", route: null, status: 404, msg: "refused" },
  ]);
  expect(quiet).toMatchObject({ exitCode: 0, stderr: "" });
});

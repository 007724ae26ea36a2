import path from "node:path";
import { expect, it } from "vitest";
import { runCommandLine } from "../../support/run-command-line.ts";
import { aBid, aBody } from "./a-mediate-request.ts";

const scenario = path.resolve(import.meta.dirname, "../../../examples/01-waterfall");

/** What `fledgling serve` answers, as long as it runs. */
async function askServed(argv: readonly string[], body: string): Promise<string> {
  const stop = new AbortController();
  const running = Promise.withResolvers<string>();
  const ended = runCommandLine(["serve", scenario, "--port", "0", ...argv], {
    interrupted: stop.signal,
    onOutput(text) {
      const [url] = /http:\S+\/adserver\/mediate/.exec(text) ?? [];
      if (url === undefined) running.reject(new Error(text));
      else running.resolve(url);
    },
  });
  try {
    return await (await fetch(await running.promise, { method: "POST", body })).text();
  } finally {
    stop.abort();
    await ended;
  }
}

it("frames creatives from the public address that the command is given", async () => {
  const body = JSON.stringify(aBody({ a: [aBid(2, { adm: null })] }));

  const answer = await askServed(["--public-url", "https://ads.example/"], body);

  expect(answer).toContain(String.raw`src=\"https://ads.example/static/creatives/300x250.html?`);
});

it("refuses a public address that is none before it listens", async () => {
  const result = await runCommandLine(["serve", scenario, "--public-url", "ads.example"]);

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr:
      'error ERR_CONFIG_INVALID: The public URL "ads.example" is no plain http(s) URL.\n' +
      'hint: Write scheme, host and path only, for example "https://ads.example".\n',
  });
});

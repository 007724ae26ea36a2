import { expect, it } from "vitest";
import { connectDebugClient } from "../../support/debug-client.ts";
import { runExample, toLines } from "../../support/a-trace.ts";
import { runCommandLine, type CliResult, type CliWorld } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const seller = `function scoreAd(ad, bid, config) {
  console.log("asked for", bid);
  return { status: 0, score: bid * config.seller_signals.rate };
}
function selectOutcome() {
  return null;
}
`;

const files = {
  "seller.js": seller,
  "args.yaml": "bid: 2\nauction_config: { seller_signals: { rate: 3 } }\n",
  "list.json": '[{}, 2, { "seller_signals": { "rate": 1.5 } }]',
  "trace.jsonl": toLines(await runExample("01-waterfall")),
};

async function call(args: readonly string[], world: CliWorld = {}): Promise<CliResult> {
  const { path: cwd } = await aTempFolder(files);
  return runCommandLine(["call", ...args], { cwd, ...world });
}

it("lists the functions that a script has", async () => {
  const { exitCode, stdout } = await call(["seller.js"]);

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^ {2}scoreAd +3 parameters, of 7 arguments +ad, bid, auction_config,/m);
  expect(stdout).toContain("Call one: fledgling call seller.js scoreAd\n");
});

it("says what was given, what came out and what the device makes of it", async () => {
  const result = await call([
    "seller.js",
    "scoreAd",
    "--arg",
    "bid=2",
    "--arg",
    "auction_config.seller_signals.rate=1.5",
  ]);

  expect(result).toMatchObject({ exitCode: 0, stderr: "" });
  expect(result.stdout).toMatch(/^ {2}bid +2$/m);
  expect(result.stdout).toMatch(/^ {2}contextual_signals +\{\} {2}\(sample\)$/m);
  expect(result.stdout.split("\n\n").at(-1)).toBe(
    [
      'returned     {"status":0,"score":3}',
      'device       takes it: {"score":3}',
      "console.log  asked for 2",
      "time         0 ms",
      "",
    ].join("\n"),
  );
});

it("fails on a script that has none of them", async () => {
  const { path: cwd } = await aTempFolder({ "none.js": "function scoreAds() {}" });

  const { exitCode, stdout } = await runCommandLine(["call", "none.js"], { cwd });

  expect(exitCode).toBe(1);
  expect(stdout).toContain("none.js has none of generateBid, scoreAd,");
});

it("shows what was given, however long, and of a sample what a row can hold", async () => {
  const blocked = Array.from({ length: 20 }, (_, index) => `category-${index}`);

  const { stdout } = await call([
    "seller.js",
    "scoreAd",
    "--arg",
    `seller_signals=${JSON.stringify({ blocked })}`,
  ]);

  const rows = stdout.split("\n");
  expect(rows.find((row) => row.startsWith("  seller_signals"))).toContain(JSON.stringify(blocked));
  const lengths = rows.filter((row) => row.endsWith("(sample)")).map(({ length }) => length);
  expect(Math.max(...lengths)).toBe(100);
});

it("says what it takes of this machine when asked to", async () => {
  const { stdout } = await call(["seller.js", "scoreAd", "--costs"]);

  const numbers = stdout.replaceAll(/(?:< )?\d+(?:\.\d+)? (?:µs|ms|s|B|KB|MB)\b/g, "#");
  expect(numbers).toMatch(
    /^costs +# and # at the top level, # and # in scoreAd, on this machine$/m,
  );
});

it("names no place where a bundle lacks a function", async () => {
  const { path: cwd } = await aTempFolder({
    "seller.ts": "export const scoreAd = (): object => ({ status: 0, score: 1 });\n",
  });

  const { stdout } = await runCommandLine(["call", "seller.ts", "reportResult"], { cwd });

  expect(stdout).toContain("reportResult is not defined (seller.ts)\n");
});

it.each([
  ["a map", ["--args", "args.yaml"], 6],
  ["a list", ["--args", "list.json"], 3],
  ["standard input, with --arg on top", ["--args", "-", "--arg", "bid=4"], 8],
])("takes arguments from %s", async (_, args, score) => {
  const stdin = "auction_config: { seller_signals: { rate: 2 } }";

  const { stdout } = await call(["seller.js", "scoreAd", "--json", ...args], { stdin });

  expect(JSON.parse(stdout)).toMatchObject({ decisions: [{ kind: "ok", value: { score } }] });
});

it("exits with 1 where the device refuses the result", async () => {
  const { exitCode, stdout } = await call(["seller.js", "selectOutcome"]);

  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    "device    refuses it: selectOutcome returned null; it must be an object with status 0\n",
  );
});

it("shows the line that threw", async () => {
  const { exitCode, stdout } = await call(["seller.js", "scoreAd", "--arg", "auction_config=null"]);

  expect(exitCode).toBe(1);
  expect(stdout).toContain("(seller.js:3:");
  expect(stdout).toContain(
    "  3 |   return { status: 0, score: bid * config.seller_signals.rate };",
  );
});

it.each<[string, readonly string[], string]>([
  ["an unknown argument", ["seller.js", "scoreAd", "--arg", "bidd=2"], 'Did you mean "bid"?'],
  ["an unknown function", ["seller.js", "scoreAds"], "Did you mean scoreAd?"],
  ["no script", [], "Name one: fledgling call seller.js scoreAd"],
  ["a script that is not there", ["nobody.js"], 'Cannot read "nobody.js"'],
  ["a time that is none", ["seller.js", "scoreAd", "--at", "noon"], "--at takes a time"],
  [
    "names on top of a list",
    ["seller.js", "scoreAd", "--args", "list.json", "--arg", "bid=1"],
    "--arg names arguments, and --args has a list.",
  ],
  ["a function of a trace", ["a.js", "scoreAd", "--from-trace", "trace.jsonl"], "is too much"],
  ["a call that is not there", ["--from-trace", "trace.jsonl", "--call", "99"], "from 1 to 11"],
  [
    "a debugger elsewhere",
    ["seller.js", "scoreAd", "--inspect", "0.0.0.0:9229"],
    "is not this machine",
  ],
  ["an --inspect that eats the script", ["--inspect", "seller.js"], "Write --inspect last"],
])("refuses %s", async (_, args, words) => {
  const { exitCode, stdout, stderr } = await call(args);

  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(words);
});

it("lists the calls of a trace by number", async () => {
  const { exitCode, stdout } = await call(["--from-trace", "trace.jsonl"]);

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^ 2 +80 ms {2}scoreAd +returned {2}https:\/\/ssp\.example/m);
});

it("has a call of a trace again, and shows what an edited script makes of it", async () => {
  const args = ["--from-trace", "trace.jsonl", "--call", "2"];

  const same = await call(args);
  const edited = await call(["seller.js", ...args]);

  expect(same.exitCode).toBe(0);
  expect(same.stdout).toContain("\nThe same result as in the trace, byte for byte.\n");
  expect(edited.stdout).toContain('in the trace\nreturned  {"status":0,"score":2.4}\n');
  expect(edited.stdout).toContain("\nseller.js\n");
  expect(edited.stdout).toContain("\nAnother result than in the trace.\n");
});

it("waits for a debugger, says where, and prints what the call came to", async () => {
  let attended: Promise<void> | undefined;
  const attend = async (url: string): Promise<void> => {
    const client = await connectDebugClient(url);
    await client.ask("Runtime.runIfWaitingForDebugger");
    await client.nextStop();
    await client.ask("Debugger.resume");
  };

  const { exitCode, stdout, stderr } = await call(
    ["seller.js", "scoreAd", "--args", "args.yaml", "--inspect", "0"],
    {
      onOutput(text) {
        const [, url] = /Waiting for a debugger on (\S+)/.exec(text) ?? [];
        if (url !== undefined) attended = attend(url);
      },
    },
  );
  await attended;

  expect(exitCode).toBe(0);
  expect(stdout).toContain('device       takes it: {"score":6}\n');
  expect(stderr).toMatch(
    /open devtools:\/\/devtools\/bundled\/js_app\.html\S+ws=127\.0\.0\.1:\d+\//,
  );
  expect(stderr).toMatch(/\{"type":"node","request":"attach",.*"port":\d+\}/);
});

it("ends on Ctrl-C although no debugger comes", async () => {
  const interruption = new AbortController();

  const result = await call(["seller.js", "scoreAd", "--inspect", "0"], {
    interrupted: interruption.signal,
    onOutput: (text) => void (text.startsWith("Waiting") && interruption.abort()),
  });

  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toContain("Stopped before the script had ended.\n");
});

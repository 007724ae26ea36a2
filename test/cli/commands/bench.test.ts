import { expect, it } from "vitest";
import { runCommandLine } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const seller = `function scoreAd(ad, bid) {
  return { status: 0, score: bid };
}
function selectOutcome() {
  throw new Error("not yet");
}
`;

it("says how long a function takes", async () => {
  const { path } = await aTempFolder({ "seller.js": seller });

  const { stdout, exitCode } = await runCommandLine(
    ["bench", "seller.js", "scoreAd", "--calls", "20"],
    { cwd: path },
  );

  const numbers = stdout
    .replaceAll(/(?:< )?\d+(?:\.\d+)? (?:µs|ms|s|B|KB|MB)\b/g, "#")
    .replaceAll(/ +/g, " ");
  expect(numbers).toBe(`scoreAd seller.js
 2 fresh worlds, 10 calls in each, after 1 to warm up

 samples p50 p90 p99 heap jitless p50 jitless p99
 top level 2 # # # # # #
 first call 2 # # # # # #
 later calls 18 # # # # # #

Wall time on this machine, without what taking it takes; what else runs shows in p90 and p99.
`);
  expect(exitCode).toBe(0);
});

it("measures every function that there is, and tells of one that fails", async () => {
  const { path } = await aTempFolder({ "seller.js": seller, "args.json": '{ "bid": 3 }' });

  const { stdout, stderr, exitCode } = await runCommandLine(
    ["bench", "seller.js", "--calls", "10", "--json"],
    { cwd: path },
  );

  const functions = JSON.parse(stdout) as readonly {
    readonly compiled: object;
    readonly jitless: object;
  }[];
  expect(functions).toEqual([
    {
      compiled: expect.objectContaining({ function: "scoreAd", worldCount: 1 }),
      jitless: expect.objectContaining({ function: "scoreAd", worldCount: 1 }),
    },
  ]);
  expect(stderr).toContain("selectOutcome failed:");
  expect(stderr).toContain("not yet");
  expect(exitCode).toBe(1);
});

it("calls it with the arguments of a file", async () => {
  const { path } = await aTempFolder({
    "seller.js": "function scoreAd(ad, bid) { if (bid !== 7) throw new Error(bid); return {}; }",
    "args.yaml": "bid: 7",
  });

  const { exitCode, stderr } = await runCommandLine(
    ["bench", "seller.js", "scoreAd", "--args", "args.yaml", "--calls", "1"],
    { cwd: path },
  );

  expect([stderr, exitCode]).toEqual(["", 0]);
});

it.each([
  [["seller.js", "scoread"], 'No decision function "scoread".', "Did you mean scoreAd?"],
  [["seller.js", "--calls", "0"], "--calls takes a whole number from 1", "--calls 2000"],
  [["seller.js", "--args", "args.txt"], '"args.txt" has no arguments in it.', "a map of arguments"],
  [["none.js"], 'No function of "none.js" can be called.', "It needs one of generateBid"],
])("refuses %j", async (args, problem, hint) => {
  const { path } = await aTempFolder({
    "seller.js": seller,
    "args.txt": "7",
    "none.js": "const x = 1;",
  });

  const { stderr, exitCode } = await runCommandLine(["bench", ...args], { cwd: path });

  expect(stderr).toContain(problem);
  expect(stderr).toContain(hint);
  expect(exitCode).toBe(2);
});

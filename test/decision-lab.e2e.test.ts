import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { runCommandLine } from "./support/run-command-line.ts";
import { aTempFolder } from "./support/temp-folder.ts";

const page = await readFile(path.resolve(import.meta.dirname, "../docs/decision-lab.md"), "utf8");
const rows = page.split("\n").filter((line) => /^\| (?!what hurts|-)/.test(line));
/** Those of the block first: they make what the others read. */
const commands = Array.from(
  page.matchAll(/^fledgling (.*)$|`fledgling ([^`]* [^`]*)`/gm),
  ([, line = "", code = ""]) => line + code,
);

/** What `fledgling init` does not write: a script that ends its process, and a test. */
const files = {
  "evil.js": "function scoreAd() { return Array(1e9).fill(0); }",
  "seller.test.yaml":
    "script: seller.js\nfunction: scoreAd\ntests: [{ name: the bid, given: { bid: 3 }, expect: { score: 3 } }]",
};

/** A debugger would have to come; on the page's port, another one may be waiting. */
async function run(command: string, cwd: string): Promise<string> {
  const interruption = new AbortController();
  const { exitCode, stderr } = await runCommandLine(
    command.replace("--inspect", "--inspect=0").split(" "),
    {
      cwd,
      interrupted: interruption.signal,
      onOutput: (text) => {
        if (text.startsWith("Waiting for a debugger")) interruption.abort();
      },
    },
  );
  return `${command}: ${exitCode} ${/ERR_\w+/.exec(stderr)?.[0] ?? "without an error"}`;
}

it("cures every pain by a command that works as it is written", { timeout: 60_000 }, async () => {
  const { path: cwd } = await aTempFolder(files);

  const ran: string[] = [];
  for (const command of commands) ran.push(await run(command, cwd));

  const failing = ["call seller.js scoreAd --inspect", "call evil.js scoreAd"];
  expect(ran).toEqual(
    commands.map((each) => `${each}: ${failing.includes(each) ? 1 : 0} without an error`),
  );
  expect(rows.filter((row) => !row.includes("| `fledgling "))).toEqual([]);
});

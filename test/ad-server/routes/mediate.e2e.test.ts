import { execFile, execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEFAULT_SERVER_URL } from "../../../simulator/index.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const page = readFileSync(path.join(root, "docs/mediate.md"), "utf8");

/** The page's cURL lines, which are the documented ones, as somebody would paste them; without `jq`, which only indents. */
const commands = Array.from(
  page.matchAll(/^curl -s -X POST [^]*?^ {2}\}'(?= \| jq \.$)/gm),
  ([text]) => text,
);

let server: ChildProcess | undefined;
let url = "";
let printed = "";

beforeAll(async () => {
  const bin = [path.join(root, "cli/bin.ts"), "serve", "examples/01-waterfall", "--port", "0"];
  const flags = ["--conditions=fledgling-source", "--no-warnings"];
  server = spawn(process.execPath, [...flags, ...bin], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  server.stdout?.on("data", (text) => (printed += String(text)));
  while (!printed.includes("curl ")) await once(server.stdout ?? server, "data");
  [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
});

afterAll(async () => {
  if (server === undefined) return;
  const ended = once(server, "exit");
  server.kill("SIGINT");
  await ended;
});

function hasCurl(): boolean {
  try {
    execFileSync("sh", ["-c", "curl --version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Through a shell and curl, or the same bytes without them. */
async function paste(command: string): Promise<unknown> {
  const line = command.replace(DEFAULT_SERVER_URL, url);
  if (hasCurl()) return JSON.parse((await promisify(execFile)("sh", ["-c", line])).stdout);
  const [, address = "", body = ""] = /(http:\S+)[^]* -d '([^']*)'/.exec(line) ?? [];
  const headers = { "content-type": "application/json" };
  return (await fetch(address, { method: "POST", headers, body })).json();
}

const anyId = expect.stringMatching(/^[0-9a-f]{32}$/) as string;
const framed = (from: string): string => expect.stringContaining(`src="${from}?`) as string;

/** A winner without markup of its own. */
const generated = (impid: string, price: number, [w, h]: readonly [number, number]) => ({
  id: anyId,
  impid,
  price,
  adm: framed(`${url.replace("http:", "")}/static/creatives/${w}x${h}.html`),
  w,
  h,
  mtype: 1,
});

// seed: mediate endpoint, examples
it("answers the documented cURL line for one impression", async () => {
  expect(await paste(commands[0] ?? "")).toEqual({
    id: "test-auction",
    seatbid: [{ seat: "other-bidder", bid: [generated("imp-1", 2.5, [300, 250])] }],
    cur: "USD",
  });
});

it("answers the documented cURL line for multiple impressions", async () => {
  expect(await paste(commands[1] ?? "")).toEqual({
    id: "multi-imp-auction",
    seatbid: [
      { seat: "bidder-a", bid: [generated("imp-1", 2, [300, 250])] },
      { seat: "bidder-b", bid: [generated("imp-2", 2, [728, 90])] },
    ],
    cur: "USD",
  });
});

it("answers the documented cURL line for a price floor", async () => {
  expect(await paste(commands[2] ?? "")).toEqual({
    id: "floor-auction",
    seatbid: [{ seat: "b", bid: [generated("imp-1", 1.75, [300, 250])] }],
    cur: "USD",
  });
});

it("listens where the documented lines ask, unless it is told otherwise", () => {
  const help = execFileSync(
    process.execPath,
    [
      "--conditions=fledgling-source",
      "--no-warnings",
      path.join(root, "cli/bin.ts"),
      "serve",
      "--help",
    ],
    { encoding: "utf8" },
  );

  expect(commands.map((line) => /http:\S+/.exec(line)?.[0])).toEqual(
    Array.from({ length: 3 }, () => "http://127.0.0.1:8787/adserver/mediate"),
  );
  expect(help).toMatch(/--port <number> .*\(default:\s+8787\)/);
});

it("prints a line that can be pasted as well", async () => {
  const [line = ""] = /^ {2}curl .*$/m.exec(printed) ?? [];

  expect(await paste(line)).toEqual({
    id: "a",
    seatbid: [{ seat: "b", bid: [generated("i", 2, [300, 250])] }],
    cur: "USD",
  });
});

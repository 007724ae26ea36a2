import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";

const page = readFileSync(path.resolve(import.meta.dirname, "../../../docs/mediate.md"), "utf8");

interface Command {
  readonly headers: readonly string[];
  readonly body: string;
}

/** The page's cURL lines, which are the documented ones. */
const commands = Array.from(
  page.matchAll(/^curl -s -X POST \S+ \\\n {2}-H '([^']*)' \\\n {2}-d '([^']*)'/gm),
  ([, header = "", body = ""]): Command => ({ headers: [header], body }),
);

async function serve(): Promise<string> {
  const app = await createAdServer({});
  onTestFinished(() => app.close());
  return `${await app.listen({ host: "127.0.0.1", port: 0 })}/adserver/mediate`;
}

function hasCurl(): boolean {
  try {
    execFileSync("curl", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function send(url: string, { headers, body }: Command): Promise<string> {
  if (hasCurl()) {
    const args = ["-s", "-X", "POST", url, ...headers.flatMap((line) => ["-H", line]), "-d", body];
    return (await promisify(execFile)("curl", args)).stdout;
  }
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  return answer.text();
}

it.each([
  { example: "one impression", index: 0, won: ["other-bidder imp-1 2.5"] },
  {
    example: "multiple impressions",
    index: 1,
    won: ["bidder-a imp-1 2", "bidder-b imp-2 2"],
  },
  { example: "a price floor", index: 2, won: ["b imp-1 1.75"] },
])("answers the documented cURL line for $example", async ({ index, won }) => {
  const command = commands[index] ?? { headers: [], body: "" };

  const answer = JSON.parse(await send(await serve(), command)) as {
    readonly cur: string;
    readonly seatbid: readonly {
      readonly seat: string;
      readonly bid: readonly { readonly impid: string; readonly price: number }[];
    }[];
  };

  const winners = answer.seatbid.flatMap(({ seat, bid }) =>
    bid.map(({ impid, price }) => `${seat} ${impid} ${price}`),
  );
  expect([winners, answer.cur]).toEqual([won, "USD"]);
});

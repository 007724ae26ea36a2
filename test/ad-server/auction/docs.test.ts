import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { AuctionOptionsSchema } from "../../../ad-server/auction/auction-options.ts";
import { AUCTION_RULES } from "../../../sdk/model/auction-rules.ts";
import { rowsBelow } from "../rows-below.ts";

const page = readFileSync(path.resolve(import.meta.dirname, "../../../docs/auction.md"), "utf8");

it("explains every option of the auction in the words of the code", () => {
  const defaults: Readonly<Record<string, unknown>> = AuctionOptionsSchema.parse({});

  const expected = Object.entries(AuctionOptionsSchema.shape).map(
    ([option, { description = "" }]) => {
      const text = description.replace(/^A\d+: /, "");
      return [option, String(defaults[option]), `${text.charAt(0).toUpperCase()}${text.slice(1)}.`];
    },
  );

  expect(
    rowsBelow(page, "Options").map(([option, value, , , words]) => [option, value, words]),
  ).toEqual(expected);
});

it("explains every rule of the auction in the words of the code", () => {
  const expected = Object.entries(AUCTION_RULES).map(([rule, known]) => [
    rule,
    known.meaning,
    "code" in known ? known.code : "",
  ]);

  expect(rowsBelow(page, "Rules")).toEqual(expected);
});

it("shows an example that ends as it says", async () => {
  const [, example = ""] = /```ts\n([^`]+)```/.exec(page) ?? [];
  const [, winner, ...lost] = /winner: (.+)\n.*judged: (\S+ \S+), (\S+ \S+)/.exec(example) ?? [];
  const tell = `console.log(JSON.stringify([
    winner.bidId + ", at " + winner.cpmUsd,
    ...judged.flatMap(({ bidId, rule }) => (rule ? [bidId + " " + rule] : [])),
  ]))`;
  const flags = ["--conditions=fledgling-source", "--no-warnings", "--input-type=module"];

  const run = promisify(execFile)(process.execPath, [...flags, "--eval", `${example}${tell}`]);

  expect(JSON.parse((await run).stdout)).toEqual([winner, ...lost]);
});

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { MEDIATE_RULES, parseMediateRequest } from "../../../ad-server/index.ts";
import { EXTRA_FIELDS } from "../../../ad-server/mediate/extras/index.ts";
import { createAdServer } from "../../../ad-server/create-ad-server.ts";
import { runCommandLine } from "../../support/run-command-line.ts";
import { rowsBelow } from "../rows-below.ts";
import { aBid, aBody } from "./a-mediate-request.ts";

const page = readFileSync(path.resolve(import.meta.dirname, "../../../docs/mediate.md"), "utf8");

function blockOf(language: string, place = 0): string {
  const blocks = Array.from(page.matchAll(/^```(\w+)\n([^]*?)^```$/gm));
  return blocks.filter(([, own]) => own === language)[place]?.[2] ?? "";
}

it("has every extra, with an example that is taken", () => {
  const rows = rowsBelow(page, "Extras");

  expect(rows.map(([key = ""]) => key).toSorted()).toEqual(Object.keys(EXTRA_FIELDS).toSorted());
  const refused = rows.filter(([key = "", example = ""]) => {
    const config = { [key]: JSON.parse(example) as unknown };
    return parseMediateRequest(JSON.stringify(aBody({ a: [aBid(1)] }, config))).kind === "refused";
  });
  expect(refused).toEqual([]);
});

it("has every outcome in the words of the code", () => {
  expect(rowsBelow(page, "Why a bid did not win")).toEqual(
    Object.entries(MEDIATE_RULES).map(([rule, { status, loss, meaning }]) => [
      rule,
      String(status),
      String(loss),
      meaning,
    ]),
  );
});

it("shows a refusal as it is", async () => {
  const app = await createAdServer({});

  const answer = await app.inject({
    method: "POST",
    url: "/adserver/mediate",
    payload: JSON.stringify(aBody({ a: [aBid(-1)] })),
  });

  expect(answer.json()).toEqual(JSON.parse(blockOf("json")));
});

it("shows what the command really prints for the third cURL line", async () => {
  const [, stdin = ""] = /-d '([^']*)'/.exec(blockOf("sh", 2)) ?? [];

  const { stdout } = await runCommandLine(["mediate", "--explain"], { stdin });

  expect(stdout).toBe(blockOf("text"));
});

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { MEDIATE_RULES, parseMediateRequest } from "../../../ad-server/index.ts";
import { EXTRA_FIELDS } from "../../../ad-server/mediate/extras/index.ts";
import { TargetingSchema } from "../../../ad-server/mediate/extras/targeting-keys.ts";
import { createAdServer } from "../../../ad-server/create-ad-server.ts";
import { runCommandLine } from "../../support/run-command-line.ts";
import { rowsBelow } from "../rows-below.ts";
import { aBid, aBody } from "./a-mediate-request.ts";

const page = readFileSync(path.resolve(import.meta.dirname, "../../../docs/mediate.md"), "utf8");

function blockOf(language: string, place = 0): string {
  const blocks = Array.from(page.matchAll(/^```(\w+)\n([^]*?)^```$/gm));
  return blocks.filter(([, own]) => own === language)[place]?.[2] ?? "";
}

const takes = (config: Readonly<Record<string, unknown>>): boolean =>
  parseMediateRequest(JSON.stringify(aBody({ a: [aBid(1)] }, config))).kind === "request";

it("has every extra, with an example that is taken", () => {
  const rows = rowsBelow(page, "Extras");

  expect(rows.map(([key = ""]) => key).toSorted()).toEqual(Object.keys(EXTRA_FIELDS).toSorted());
  const refused = rows.filter(([key = "", example = ""]) => !takes({ [key]: JSON.parse(example) }));
  expect(refused).toEqual([]);
});

it("shows rules that are taken", () => {
  expect(takes(JSON.parse(blockOf("json", 1)) as Readonly<Record<string, unknown>>)).toBe(true);
});

it("has every key of targeting, with its default and an example that is taken", () => {
  const rows = rowsBelow(page, "Targeting keys");

  const defaults = rows.map(([key = "", value = ""]) => [key, JSON.parse(value)]);
  expect(Object.fromEntries(defaults)).toEqual(TargetingSchema.parse({}));
  const examples = rows.flatMap(([key = "", , text = ""]) =>
    Array.from(text.matchAll(/\{ "[a-z]": \{.*?\} \}/g), ([json]) => [key, JSON.parse(json)]),
  );
  expect(examples.map(([key]) => String(key))).toEqual(["multibid", "deal_tiers"]);
  expect(examples.map((example) => takes({ targeting: Object.fromEntries([example]) }))).toEqual([
    true,
    true,
  ]);
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

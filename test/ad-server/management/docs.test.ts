import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { BidInputSchema, BidSchema } from "../../../ad-server/management/bid-schema.ts";
import { NetworkInputSchema, NetworkSchema } from "../../../ad-server/management/network-schema.ts";
import { SettingsSchema } from "../../../ad-server/management/settings.ts";
import { rowsBelow } from "../rows-below.ts";
import { aManagedServer, type Answer } from "./a-managed-server.ts";

const page = readFileSync(path.resolve(import.meta.dirname, "../../../docs/ad-server.md"), "utf8");

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly not?: object;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

type Row = readonly [field: string, ifAbsent: string, meaning: string];

/** Field, what it is if it is absent, and what it means, as the code has them. */
function rowsInCode(input: z.ZodType, view: z.ZodType): readonly Row[] {
  const [written = {}, answered = {}] = [input, view].map(
    (schema) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema,
  );
  return walk(written, answered);
}

function walk(input: JsonSchema, view: JsonSchema, prefix = ""): readonly Row[] {
  const names = Object.keys({ ...view.properties, ...input.properties });
  return names.flatMap((name) => {
    const [written, answered] = [input.properties?.[name], view.properties?.[name]];
    const field = `${prefix}${name}`;
    if (written?.properties !== undefined) return walk(written, answered ?? {}, `${field}.`);
    return [[field, ifAbsent(written), meaningOf(written, answered)] as const];
  });
}

function meaningOf(...schemas: readonly (JsonSchema | undefined)[]): string {
  return schemas.find((schema) => schema?.description !== undefined)?.description ?? "";
}

function ifAbsent(schema: JsonSchema | undefined): string {
  if (schema === undefined || schema.not !== undefined) return "read-only";
  if ("default" in schema) return JSON.stringify(schema.default);
  return schema.description?.startsWith("Only") ? "optional" : "required";
}

it.each([
  ["A network", NetworkInputSchema, NetworkSchema],
  ["A bid", BidInputSchema, BidSchema],
  ["Settings", SettingsSchema, SettingsSchema],
] as const)("explains every field of: %s", (heading, input, view) => {
  const expected = rowsInCode(input, view);

  expect(rowsBelow(page, heading)).toEqual(expected);
  expect(expected.filter(([, , meaning]) => meaning === "")).toEqual([]);
});

/** `curl` lines as method, path and body. */
function curlsIn(text: string): readonly (readonly [string, string, object | undefined])[] {
  const commands = text.replaceAll("\\\n", " ").matchAll(/^curl (.*)$/gm);
  return Array.from(commands, ([, line = ""]) => {
    const [, url = ""] = /http:\/\/127\.0\.0\.1:8787(\S*)/.exec(line) ?? [];
    const [, body] = /-d '([^']*)'/.exec(line) ?? [];
    const [, method = body === undefined ? "GET" : "POST"] = /-X (\w+)/.exec(line) ?? [];
    return [method, url, body === undefined ? undefined : (JSON.parse(body) as object)] as const;
  });
}

it("shows lines of curl that work in their order", async () => {
  const send = await aManagedServer();
  const [, section = ""] = page.split("## Getting started\n");
  const [started = ""] = section.split("\n## ");
  const curls = curlsIn(started);
  const answers: Answer[] = [];

  for (const [method, url, body] of curls) answers.push(await send(method, url, body));
  const { body } = await send("GET", "/mediated-bids?active=true");

  expect(curls.length).toBeGreaterThan(3);
  expect(answers.filter(({ status }) => status >= 300)).toEqual([]);
  expect(answers.at(-1)?.body).toMatchObject({
    kind: "chain",
    nodes: [{ nodeId: "CoolAds top", networkId: "CoolAds", ecpmUsd: 2 }],
  });
  expect(body).toMatchObject({
    mediated_bids: [
      { name: "CoolAds top", active: true, mediated_network: { name: "CoolAds", active: true } },
    ],
  });
});

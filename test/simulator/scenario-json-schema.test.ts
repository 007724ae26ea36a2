import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { scenarioJsonSchema, traceJsonSchema } from "../../simulator/scenario-json-schema.ts";

function published(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../docs/schemas/${name}`, import.meta.url), "utf8"),
  ) as unknown;
}

/** Paths of the properties without a description, however deep. */
function undescribed(schema: unknown, path = ""): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const properties = "properties" in schema ? Object.entries(schema.properties as object) : [];
  const silent = properties.filter(([, property]) => !("description" in (property as object)));
  return [
    ...silent.map(([name]) => `${path}.${name}`),
    ...Object.entries(schema).flatMap(([key, part]) => undescribed(part, `${path}.${key}`)),
  ];
}

it("is what docs/schemas publishes: run `npm run schemas` after a change", () => {
  const files = [published("scenario.schema.json"), published("trace.schema.json")];

  expect(files).toEqual([scenarioJsonSchema(), traceJsonSchema()]);
});

it("describes every key of a scenario", () => {
  const silent = undescribed(scenarioJsonSchema());

  expect(silent).toEqual([]);
});

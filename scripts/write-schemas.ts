// Writes the JSON Schemas that docs/ publishes: npm run schemas.
import { mkdir, writeFile } from "node:fs/promises";
import { scenarioJsonSchema, traceJsonSchema } from "../simulator/scenario-json-schema.ts";
import { testFileJsonSchema } from "../testing/suite/test-file-schema.ts";

const folder = new URL("../docs/schemas/", import.meta.url);
const schemas = {
  "scenario.schema.json": scenarioJsonSchema(),
  "tests.schema.json": testFileJsonSchema(),
  "trace.schema.json": traceJsonSchema(),
};

await mkdir(folder, { recursive: true });
for (const [file, schema] of Object.entries(schemas)) {
  await writeFile(new URL(file, folder), `${JSON.stringify(schema, null, 2)}\n`);
}

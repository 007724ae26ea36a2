import { expect, it } from "vitest";
import { z } from "zod";
import { createAdServer } from "../../../ad-server/index.ts";

const OperationSchema = z.object({
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.unknown()),
});
const DocumentSchema = z.looseObject({
  openapi: z.string(),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
  paths: z.record(z.string(), z.record(z.string(), OperationSchema)),
});

async function fetchDocument(): Promise<unknown> {
  const app = await createAdServer({});
  const answer = await app.inject({ url: "/openapi.json" });
  return answer.json();
}

it("describes every route and every status it answers with", async () => {
  const { openapi, paths } = DocumentSchema.parse(await fetchDocument());

  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { responses }]) => `${method} ${path}: ${Object.keys(responses).join(" ")}`,
    ),
  );

  expect(openapi).toBe("3.1.0");
  expect(operations).toEqual([
    "post /contextual: 200 204 400 404 413 415",
    "get /hosts/{host}/{*}: 200 204 404",
    "post /hosts/{host}/{*}: 204 404 405 413",
    "get /reports: 200",
    "delete /reports: 204",
    "get /health: 200",
  ]);
});

it("names every schema it refers to", async () => {
  const document = await fetchDocument();

  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);

  const { components } = DocumentSchema.parse(document);
  expect(new Set(Array.from(references, ([, name]) => name))).toEqual(
    new Set(Object.keys(components.schemas)),
  );
});

it("describes what the contextual endpoint takes and gives, field by field", async () => {
  const { paths } = DocumentSchema.parse(await fetchDocument());

  const contextual = paths["/contextual"]?.["post"];

  expect(contextual?.requestBody).toMatchObject({
    content: {
      "application/json": {
        schema: {
          required: ["appId", "slotId", "format"],
          properties: {
            format: { enum: ["banner", "interstitial", "rewarded", "native", "app-open"] },
          },
          additionalProperties: false,
        },
      },
    },
  });
  expect(contextual?.responses["200"]).toMatchObject({
    content: {
      "application/json": {
        schema: {
          oneOf: [
            {
              required: ["kind", "chainId", "nodes"],
              properties: {
                nodes: {
                  items: { required: ["nodeId", "networkId", "adapter", "ecpmUsd", "options"] },
                },
              },
            },
            { required: ["kind", "ad"] },
          ],
        },
      },
    },
  });
});

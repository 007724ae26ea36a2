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

/** What can be done with the things of each kind. */
function operationsOf(...urls: readonly string[]): readonly string[] {
  return urls.flatMap((url) => [
    `get ${url}: 200 400 401 403`,
    `post ${url}: 201 400 401 403 409 413 415 507`,
    `get ${url}/{id}: 200 400 401 403 404`,
    `patch ${url}/{id}: 200 400 401 403 404 409 413 415 507`,
    `delete ${url}/{id}: 204 400 401 403 404 409 507`,
    `post ${url}/{id}/activate: 200 400 401 403 404 507`,
    `post ${url}/{id}/deactivate: 200 400 401 403 404 507`,
  ]);
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
    "post /adserver/mediate: 200 400 408 413 415 422",
    "get /hosts/{host}/{*}: 200 204 404",
    "post /hosts/{host}/{*}: 204 404 405 413",
    "get /static/creatives/{file}: 200 400 404 422",
    "get /static/img/{file}: 200 400 404 422",
    "get /pixel: 200 400 422 507",
    "get /click: 200 400 422 507",
    "get /reports: 200",
    "delete /reports: 204",
    "get /creative-custom-request-partners: 200 400 401 403",
    "post /creative-custom-request-partners: 201 400 401 403 409 413 415 507",
    "get /creative-custom-request-partners/{id}: 200 400 401 403 404",
    "delete /creative-custom-request-partners/{id}: 204 400 401 403 404 409 507",
    ...operationsOf("/mediated-networks", "/mediated-bids"),
    "get /currency-rates: 200 400 401 403",
    "put /currency-rates/{code}/{date}: 200 400 401 403 507",
    "delete /currency-rates/{code}/{date}: 204 400 401 403 404 507",
    "get /settings: 200 400 401 403",
    "patch /settings: 200 400 401 403 409 507",
    ...operationsOf("/slots", "/deals", "/yield-rules", "/biases", "/fees"),
    ...operationsOf("/ad-quality-rules", "/line-items", "/rtb-bids"),
    "get /auctions/{auctionId}: 200 400 401 403 404",
    "post /events: 200 400 413 415 507",
    "put /payouts: 200 400 401 403 409 413 415 507",
    "get /reports/networks: 200 400 401 403",
    "post /auto-cpm/refresh: 200 400 401 403 409 413 415 507",
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

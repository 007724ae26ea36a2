import { expect, it } from "vitest";
import type { HttpClient, HttpResult } from "../../../sdk/index.ts";
import { aFillingAdapter, aMediation, aResponse } from "../../support/a-mediation.ts";
import { tellWalk } from "../../support/tell-walk.ts";

/** The error that a request ends in; no node may have been asked. */
async function failureOf(send: HttpClient["send"]) {
  const { requestAd, events } = await aMediation({
    adapters: [aFillingAdapter("alpha")],
    endpoint: send,
  });

  const result = await requestAd();

  expect(tellWalk(events)).toEqual(["chain.failed (endpoint-failed)"]);
  expect(events.at(-1)).toMatchObject({ type: "request.finished", kind: "failed" });
  expect(result.ledger.map(({ subject, rule }) => [subject, rule])).toEqual([
    ["mediation chain", "endpoint-failed"],
  ]);
  return result.kind === "failed" ? result.error : undefined;
}

const answering =
  (result: HttpResult): HttpClient["send"] =>
  async () =>
    result;
const node = { nodeId: "alpha", networkId: "alpha", adapter: "alpha", ecpmUsd: 1 };
const chain = { kind: "chain", chainId: "chain-1", nodes: [node] };

it("says that the endpoint is down, and why", async () => {
  const detail = "https://adserver.example/contextual refused the connection";
  const error = await failureOf(answering({ kind: "failure", reason: "unreachable", detail }));

  expect(error).toMatchObject({
    code: "ERR_ENDPOINT_UNREACHABLE",
    message: `The contextual endpoint cannot be reached: ${detail}.`,
    hint: "Check that the ad server runs and that the address is right.",
  });
});

it("gives up on an endpoint that is too slow", async () => {
  const { requestAd, clock } = await aMediation({
    endpoint: () => new Promise(() => undefined),
    mediation: { endpointTimeoutMs: 250 },
  });

  const result = await requestAd();

  expect(clock.elapsedMs()).toBe(250);
  expect(result).toMatchObject({
    kind: "failed",
    error: {
      code: "ERR_ENDPOINT_TIMEOUT",
      message: "POST https://adserver.example/contextual did not answer within 250 ms.",
    },
  });
});

it.each([
  [500, "", "an empty body"],
  [404, '{"error":\n "no such slot"}', '"{"error": "no such slot"}"'],
  [302, "moved", '"moved"'],
  [201, JSON.stringify(chain), `"${JSON.stringify(chain)}"`],
])("does not take status %d for an answer, and quotes its words", async (status, body, words) => {
  const error = await failureOf(answering(aResponse(body, status)));

  expect(error).toMatchObject({
    code: "ERR_ENDPOINT_STATUS",
    message: `POST https://adserver.example/contextual answered with status ${status}: ${words}`,
  });
});

it("quotes no more of a long answer than fits a line", async () => {
  const error = await failureOf(answering(aResponse("x".repeat(10_000), 503)));

  expect(error?.message).toBe(
    `POST https://adserver.example/contextual answered with status 503: "${"x".repeat(120)}…"`,
  );
});

it.each([
  ["HTML", "<!doctype html><p>Please log in</p>"],
  ["JSON that breaks off", '{"kind":"chain","nodes":['],
  ["an empty body", ""],
])("does not take %s for a chain", async (_what, body) => {
  const error = await failureOf(answering(aResponse(body)));

  expect(error?.code).toBe("ERR_ENDPOINT_INVALID");
  expect(error?.message).toContain("answered with text/html that is not JSON");
});

it.each([
  ["null", null, "expected object"],
  ["a list", [], "expected object"],
  ["an unknown kind", { kind: "waterfall" }, "kind"],
  ["a chain without nodes", { kind: "chain", chainId: "c" }, "nodes"],
  ["a misspelt key", { ...chain, nodess: [] }, "nodess"],
  ["a node without a price", { ...chain, nodes: [{ ...node, ecpmUsd: undefined }] }, "ecpmUsd"],
  ["a price below zero", { ...chain, nodes: [{ ...node, ecpmUsd: -1 }] }, "ecpmUsd"],
  ["a price as text", { ...chain, nodes: [{ ...node, ecpmUsd: "1" }] }, "ecpmUsd"],
  ["a node without time", { ...chain, nodes: [{ ...node, timeoutMs: 0 }] }, "timeoutMs"],
  ["two nodes of one id", { ...chain, nodes: [node, node] }, 'node id "alpha" is taken'],
  ["a contextual ad without a price", { kind: "contextual-ad", ad: { renderUri: "x" } }, "cpmUsd"],
])("refuses %s and names the place", async (_what, body, place) => {
  const error = await failureOf(answering(aResponse(body)));

  expect(error?.code).toBe("ERR_ENDPOINT_INVALID");
  expect(error?.message).toContain("answered with neither a chain nor a contextual ad");
  expect(error?.message).toContain(place);
});

it("takes 204 for nothing to show, which is no failure", async () => {
  const { requestAd, events } = await aMediation({ endpoint: answering(aResponse("", 204)) });

  const result = await requestAd();

  expect(result).toEqual({
    kind: "no-fill",
    requestId: "request-1",
    reason: 'the contextual endpoint has nothing for slot "level-end"',
    ledger: [
      {
        atMs: 0,
        requestId: "request-1",
        subject: "mediation chain",
        rule: "chain-not-offered",
        detail: 'the contextual endpoint has nothing for slot "level-end"',
      },
    ],
  });
  expect(tellWalk(events)).toEqual(["chain.refused (chain-not-offered)"]);
});

it("asks for the slot, with what the app says of the user", async () => {
  const asked: unknown[] = [];
  const { sdk } = await aMediation({
    slots: [{ slotId: "level-end", format: "banner", sizes: [[320, 50]] }],
    endpoint: async ({ method, url, headers, body, purpose }) => {
      asked.push({ method, url, headers, purpose, body: JSON.parse(body ?? "") });
      return aResponse("", 204);
    },
  });

  await sdk.requestAd({ slotId: "level-end", user: { age: 40 }, consent: { gdpr: 1 } });
  await sdk.requestAd({ slotId: "level-end" });
  await sdk.requestAd({ slotId: "level-end", reserveCpmUsd: 1.5 });

  const body = {
    appId: "com.example.game",
    slotId: "level-end",
    format: "banner",
    sizes: [[320, 50]],
  };
  const exchange = {
    method: "POST",
    url: "https://adserver.example/contextual",
    headers: { "content-type": "application/json" },
    purpose: "contextual-request",
  };
  expect(asked).toEqual([
    { ...exchange, body: { ...body, user: { age: 40 }, consent: { gdpr: 1 } } },
    { ...exchange, body },
    { ...exchange, body: { ...body, reserveCpmUsd: 1.5 } },
  ]);
});

it("walks the chain in the server's order, whatever the prices", async () => {
  const { requestAd } = await aMediation({
    adapters: [aFillingAdapter("cheap"), aFillingAdapter("dear")],
    nodes: [
      { nodeId: "cheap", ecpmUsd: 1 },
      { nodeId: "dear", ecpmUsd: 9 },
    ],
  });

  expect(await requestAd()).toMatchObject({ kind: "filled", ad: { networkId: "cheap" } });
});

it.each([
  [chain, 200, "chain.fetched"],
  [
    { kind: "contextual-ad", ad: { renderUri: "https://a.example/ad", cpmUsd: 1 } },
    200,
    "contextual-ad.received",
  ],
  ["", 204, "chain.refused"],
])(
  "notes which auction an answer came from, where the ad server says: %j, %d",
  async (body, status, type) => {
    const response = aResponse(body, status);
    const headers = { "x-fledgling-auction": "auction-7" };
    const named = await aMediation({ endpoint: answering({ ...response, headers } as HttpResult) });
    const unnamed = await aMediation({ endpoint: answering(response) });

    await Promise.all([named.requestAd(), unnamed.requestAd()]);

    const auctionOf = ({ events }: typeof named) =>
      events.flatMap((event) =>
        event.type === type && "auctionId" in event ? [event.auctionId] : [],
      );
    expect([auctionOf(named), auctionOf(unnamed)]).toEqual([["auction-7"], [undefined]]);
  },
);

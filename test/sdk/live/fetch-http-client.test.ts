import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import type { HttpRequest } from "../../../sdk/foundation/http-client.ts";
import { createFetchHttpClient } from "../../../sdk/live/fetch-http-client.ts";
import { findDeadOrigin, startLoopbackServer } from "./loopback-server.ts";

function aGet(url: string): HttpRequest {
  return { method: "GET", url, purpose: "decision-logic" };
}

it("brings back status, lower-case headers and the body as UTF-8", async () => {
  const server = await startLoopbackServer((_request, response) => {
    response.sendDate = false;
    response
      .writeHead(404, { "Data-Version": "7", Connection: "close" })
      .end("nothing – gar nichts");
  });

  const result = await createFetchHttpClient().send(aGet(`${server.origin}/x`));

  expect(result).toEqual({
    kind: "response",
    status: 404,
    headers: { "data-version": "7", connection: "close", "transfer-encoding": "chunked" },
    body: "nothing – gar nichts",
  });
});

it("sends https requests for a named host to the base that stands in for it", async () => {
  const server = await startLoopbackServer((_request, response) => response.end("ok"));
  const client = createFetchHttpClient({
    hosts: { "SSP.example": `${server.origin}/hosts/ssp.example/`, "buyer.example": server.origin },
  });

  await client.send(aGet("https://ssp.example/decision.js?v=1&w=%20"));
  await client.send(aGet("https://Ssp.Example:8443"));
  await client.send(aGet("https://buyer.example/a/../win"));

  expect(server.received).toEqual([
    "GET /hosts/ssp.example/decision.js?v=1&w=%20",
    "GET /hosts/ssp.example/",
    "GET /win",
  ]);
});

it("sends body and headers", async () => {
  const headers: unknown[] = [];
  const server = await startLoopbackServer((request, response) => {
    headers.push(request.headers["content-type"], request.headers["x-custom"]);
    response.end();
  });

  await createFetchHttpClient().send({
    method: "POST",
    url: `${server.origin}/click`,
    purpose: "event-report",
    headers: { "content-type": "text/plain", "X-Custom": "1" },
    body: "clicked",
  });

  expect(server.received).toEqual(["POST /click clicked"]);
  expect(headers).toEqual(["text/plain", "1"]);
});

it.each([
  ["http://ssp.example/x", "http://ssp.example/x is not an https address"],
  ["http://127.0.0.1.evil.example/", "http://127.0.0.1.evil.example/ is not an https address"],
  ["http://localhost.evil.example/", "http://localhost.evil.example/ is not an https address"],
  ["file:///etc/passwd", "file:///etc/passwd is not an https address"],
  ["data:text/plain,x", "data:text/plain,x is not an https address"],
  ["/relative", "/relative is not an absolute URL"],
  ["", " is not an absolute URL"],
])("does not send anything to %o", async (url, because) => {
  const client = createFetchHttpClient({ hosts: { "ssp.example": await findDeadOrigin() } });

  const result = await client.send(aGet(url));

  expect(result).toEqual({
    kind: "failure",
    reason: "not-allowed",
    detail: `GET ${url} failed: ${because}`,
  });
});

it("says where a request really went when nobody listens there", async () => {
  const dead = await findDeadOrigin();
  const client = createFetchHttpClient({ hosts: { "ssp.example": dead } });

  const results = [
    await client.send(aGet("https://ssp.example/x")),
    await client.send(aGet(`${dead}/x`)),
  ];

  const refusal = `connect ECONNREFUSED ${dead.slice("http://".length)}`;
  expect(results).toEqual([
    {
      kind: "failure",
      reason: "unreachable",
      detail: `GET https://ssp.example/x failed: sent to ${dead}/x: ${refusal}`,
    },
    { kind: "failure", reason: "unreachable", detail: `GET ${dead}/x failed: ${refusal}` },
  ]);
});

it("fails clearly when an https address speaks no TLS, hangs up, or breaks off in the middle", async () => {
  const rude = await startLoopbackServer((_request, response) => response.destroy());
  const breaking = await startLoopbackServer((_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half", () => response.destroy());
  });
  const client = createFetchHttpClient();

  const results = [
    await client.send(aGet(rude.origin.replace("http:", "https:"))),
    await client.send(aGet(rude.origin)),
    await client.send(aGet(breaking.origin)),
  ];

  expect(results).toEqual([
    {
      kind: "failure",
      reason: "unreachable",
      detail: `GET ${rude.origin.replace("http:", "https:")} failed: ERR_SSL_WRONG_VERSION_NUMBER`,
    },
    {
      kind: "failure",
      reason: "unreachable",
      detail: `GET ${rude.origin} failed: other side closed`,
    },
    {
      kind: "failure",
      reason: "unreachable",
      detail: `GET ${breaking.origin} failed: other side closed`,
    },
  ]);
});

it("takes a body up to the limit, and hangs up on an endless one", async () => {
  let hungUp: () => void;
  const hangUp = new Promise<void>((resolve) => (hungUp = resolve));
  const server = await startLoopbackServer((request, response) => {
    if (request.url === "/fits") {
      response.end("x".repeat(1_000));
      return;
    }
    const timer = setInterval(() => response.write("x".repeat(600)), 1);
    response.on("close", () => {
      clearInterval(timer);
      hungUp();
    });
  });
  const client = createFetchHttpClient({ maxResponseBytes: 1_000 });

  const fits = await client.send(aGet(`${server.origin}/fits`));
  const endless = await client.send(aGet(`${server.origin}/endless`));
  await hangUp;

  expect(fits).toMatchObject({ kind: "response", body: "x".repeat(1_000) });
  expect(endless).toEqual({
    kind: "failure",
    reason: "too-large",
    detail: `GET ${server.origin}/endless failed: the answer is over 1000 bytes`,
  });
});

it.each(["never answers", "never finishes"])("gives up on a server that %s", async (fault) => {
  const server = await startLoopbackServer((_request, response) => {
    if (fault === "never finishes") response.write("and then");
  });

  const result = await createFetchHttpClient({ timeoutMs: 20 }).send(aGet(server.origin));

  expect(result).toEqual({
    kind: "failure",
    reason: "unreachable",
    detail: `GET ${server.origin} failed: no full answer within 20 ms`,
  });
});

it("rejects with the very reason of the signal, before, during and after the headers", async () => {
  const reason = { because: "the auction moved on" };
  const waiting = new AbortController();
  const reading = new AbortController();
  const server = await startLoopbackServer((request, response) => {
    if (request.url === "/reading") response.write("and then");
    setImmediate(() => (request.url === "/reading" ? reading : waiting).abort(reason));
  });
  const client = createFetchHttpClient();

  const early = client.send(aGet(`${server.origin}/early`), AbortSignal.abort(reason));
  const midway = client.send(aGet(`${server.origin}/waiting`), waiting.signal);
  const late = client.send(aGet(`${server.origin}/reading`), reading.signal);

  await expect(early).rejects.toBe(reason);
  await expect(midway).rejects.toBe(reason);
  await expect(late).rejects.toBe(reason);
  expect(server.received.toSorted()).toEqual(["GET /reading", "GET /waiting"]);
  expect(getEventListeners(reading.signal, "abort")).toEqual([]);
});

it("follows redirects through the same map of hosts; a POST becomes a GET unless it must not", async () => {
  const server = await startLoopbackServer((request, response) => {
    const redirects: Record<string, readonly [number, string]> = {
      "/seller/old": [302, "https://buyer.example/new?x=1"],
      "/seller/keep": [307, "/keep/it"],
    };
    const [status, location] = redirects[request.url ?? ""] ?? [];
    if (location !== undefined) response.setHeader("location", location);
    response.writeHead(status ?? 200).end("here");
  });
  const client = createFetchHttpClient({
    hosts: {
      "seller.example": `${server.origin}/seller`,
      "buyer.example": `${server.origin}/buyer`,
    },
  });
  const report: Omit<HttpRequest, "url"> = { method: "POST", purpose: "event-report", body: "b" };

  const moved = await client.send({ ...report, url: "https://seller.example/old" });
  const kept = await client.send({ ...report, url: "https://seller.example/keep" });

  expect([moved, kept]).toMatchObject([{ body: "here" }, { body: "here" }]);
  expect(server.received).toEqual([
    "POST /seller/old b",
    "GET /buyer/new?x=1",
    "POST /seller/keep b",
    "POST /seller/keep/it b",
  ]);
});

it("takes no headers along to another origin", async () => {
  const seen: unknown[] = [];
  const server = await startLoopbackServer((request, response) => {
    seen.push(request.headers.authorization);
    if (request.url === "/a/start") response.writeHead(301, { location: "/same" });
    if (request.url === "/a/same") response.writeHead(301, { location: "https://b.example/" });
    response.end();
  });
  const client = createFetchHttpClient({
    hosts: { "a.example": `${server.origin}/a`, "b.example": `${server.origin}/b` },
  });

  await client.send({ ...aGet("https://a.example/start"), headers: { authorization: "secret" } });

  expect(seen).toEqual(["secret", "secret", undefined]);
});

it("is not redirected from https to this machine's http, nor in circles", async () => {
  const server = await startLoopbackServer((request, response) => {
    const location = request.url === "/loop" ? "/loop" : "http://127.0.0.1:1/admin";
    response.writeHead(302, { location }).end();
  });
  const client = createFetchHttpClient({ hosts: { "ssp.example": server.origin } });

  const results = [
    await client.send(aGet("https://ssp.example/inwards")),
    await client.send(aGet("https://ssp.example/loop")),
  ];

  expect(results).toEqual([
    {
      kind: "failure",
      reason: "not-allowed",
      detail:
        "GET https://ssp.example/inwards failed: http://127.0.0.1:1/admin is not an https address",
    },
    {
      kind: "failure",
      reason: "unreachable",
      detail: "GET https://ssp.example/loop failed: more than 20 redirects",
    },
  ]);
});

it.each(["not an address", "ftp://127.0.0.1/", "http://127.0.0.1/?x"])(
  "refuses to map a host to %o",
  (base) => {
    expect(() => createFetchHttpClient({ hosts: { "ssp.example": base } })).toThrow(
      expect.objectContaining({ code: "ERR_CONFIG_INVALID" }),
    );
  },
);

it("turns a request that cannot be made into a failure", async () => {
  const client = createFetchHttpClient();
  const url = "http://127.0.0.1/";

  const results = [
    await client.send({ ...aGet(url), headers: { "not a name": "x" } }),
    await client.send({ ...aGet(url), body: "a GET has none" }),
    await client.send(aGet("http://user:secret@127.0.0.1/")),
  ];

  expect(results).toMatchObject(results.map(() => ({ kind: "failure", reason: "unreachable" })));
});

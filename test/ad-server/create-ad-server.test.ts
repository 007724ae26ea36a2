import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import type { InjectOptions } from "fastify";
import { createAdServer } from "../../ad-server/index.ts";

const json = { "content-type": "application/json" };
const post = { method: "POST", url: "/contextual" } as const;

const nothingHere = "Nothing answers here: GET /openapi.json lists what does.";
const notJson = "Body is not valid JSON but content-type is set to 'application/json'";
const emptyBody = "Body cannot be empty when content-type is set to 'application/json'";
const notSentAsJson = "Send the body with the header content-type: application/json.";
const bottomless = `{"user":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`;
const endlessHeaders = `GET / HTTP/1.1\r\nx: ${"x".repeat(300_000)}`;

interface Refusal {
  readonly what: string;
  readonly request: InjectOptions;
  readonly status: number;
  readonly error: { readonly code: string; readonly message: string };
}

it.each<Refusal>([
  {
    what: "an unknown path",
    request: { url: "/nope" },
    status: 404,
    error: { code: "NOT_FOUND", message: nothingHere },
  },
  {
    what: "a wrong method",
    request: { url: "/contextual" },
    status: 404,
    error: { code: "NOT_FOUND", message: nothingHere },
  },
  {
    what: "what is not JSON",
    request: { ...post, headers: json, payload: "{nope" },
    status: 400,
    error: { code: "BAD_REQUEST", message: notJson },
  },
  {
    what: "a poisoned prototype",
    request: { ...post, headers: json, payload: '{"__proto__":{"x":1}}' },
    status: 400,
    error: { code: "BAD_REQUEST", message: notJson },
  },
  {
    what: "an empty body",
    request: { ...post, headers: json },
    status: 400,
    error: { code: "BAD_REQUEST", message: emptyBody },
  },
  {
    what: "bottomless JSON",
    request: { ...post, headers: json, payload: bottomless },
    status: 400,
    error: { code: "BAD_REQUEST", message: "The body is nested too deeply." },
  },
  {
    what: "a body over 256 KiB",
    request: { ...post, headers: json, payload: `"${"x".repeat(262_144)}"` },
    status: 413,
    error: { code: "PAYLOAD_TOO_LARGE", message: "Request body is too large" },
  },
  {
    what: "another media type",
    request: { ...post, headers: { "content-type": "text/xml" }, payload: "<x/>" },
    status: 415,
    error: { code: "UNSUPPORTED_MEDIA_TYPE", message: notSentAsJson },
  },
  {
    what: "plain text",
    request: { ...post, headers: { "content-type": "text/plain" }, payload: "{}" },
    status: 415,
    error: { code: "UNSUPPORTED_MEDIA_TYPE", message: notSentAsJson },
  },
  {
    what: "a path that cannot be decoded",
    request: { url: "/hosts/%zz/x" },
    status: 400,
    error: { code: "BAD_REQUEST", message: "'/hosts/%zz/x' is not a valid url component" },
  },
])("refuses $what in the one shape of every error", async ({ request, status, error }) => {
  const app = await createAdServer({});

  const { statusCode, headers, body } = await app.inject(request);

  expect([statusCode, headers["content-type"], JSON.parse(body)]).toEqual([
    status,
    "application/json; charset=utf-8",
    { error: { ...error, details: [] } },
  ]);
});

it("answers over a real socket, and closes although a client holds on", async () => {
  const app = await createAdServer({ slots: { home: { kind: "nothing" } } });
  onTestFinished(() => app.close());
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });

  const health = await fetch(`${origin}/health`);
  const contextual = await fetch(`${origin}/contextual`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ appId: "a", slotId: "home", format: "banner" }),
  });
  await app.close();

  expect([health.status, await health.json(), contextual.status]).toEqual([
    200,
    { status: "ok" },
    204,
  ]);
  await expect(fetch(`${origin}/health`)).rejects.toThrow("fetch failed");
});

it.each([
  { what: "what is not HTTP", bytes: "nonsense\r\n\r\n", status: 400, code: "BAD_REQUEST" },
  { what: "endless headers", bytes: endlessHeaders, status: 431, code: "HEADERS_TOO_LARGE" },
])("answers $what in the same shape, and hangs up", async ({ bytes, status, code }) => {
  const app = await createAdServer({});
  onTestFinished(() => app.close());
  const { port } = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
  const socket = connect(Number(port), "127.0.0.1");

  socket.write(bytes);
  const answer = await text(socket);

  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head.split("\r\n")).toEqual([
    `HTTP/1.1 ${status} ${code}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${body.length}`,
    "connection: close",
  ]);
  expect(JSON.parse(body)).toEqual({
    error: {
      code,
      message: "This is not a complete HTTP/1.1 request of acceptable size.",
      details: [],
    },
  });
});

it("takes a query of 100 KiB: an auction over many ads asks for their signals in one", async () => {
  const app = await createAdServer({
    hosts: { "ssp.example": { signals: { "/s": { last: 1 } } } },
  });
  onTestFinished(() => app.close());
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });

  const answer = await fetch(`${origin}/hosts/ssp.example/s?keys=${"x".repeat(100_000)}%2Clast`);

  expect([answer.status, await answer.json()]).toEqual([200, { last: 1 }]);
});

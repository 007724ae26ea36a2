import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { expect, it, onTestFinished } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import { aBid, aBody } from "../mediate/a-mediate-request.ts";

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "*, content-type",
};
const body = JSON.stringify(aBody({ a: [aBid(2)], b: [aBid(3)] }));

async function ask(
  options: InjectOptions,
  serverOptions: Parameters<typeof createAdServer>[1] = {},
): Promise<LightMyRequestResponse> {
  const app = await createAdServer({}, serverOptions);
  return await app.inject({ method: "POST", url: "/adserver/mediate", ...options });
}

it("answers as documented, whatever is asked behind the path", async () => {
  const { statusCode, headers, payload } = await ask({
    url: "/adserver/mediate?permutive=1%2C2",
    headers: { "content-type": "application/json" },
    payload: body,
  });

  expect(JSON.parse(payload)).toMatchObject({
    id: "auction",
    seatbid: [{ seat: "b" }],
    cur: "USD",
  });
  expect([statusCode, headers["content-type"], headers["content-length"]]).toEqual([
    200,
    "application/json",
    String(Buffer.byteLength(payload)),
  ]);
  expect(headers).toMatchObject(cors);
});

it.each<{ what: string; request: InjectOptions; status: number; error: object }>([
  {
    what: "a wrong form",
    request: { payload: body.replace('"price":2', '"price":null') },
    status: 400,
    error: { code: "BAD_REQUEST", kind: "bad_request" },
  },
  {
    what: "a value that is not allowed",
    request: { payload: body.replace('"price":2', '"price":-2') },
    status: 422,
    error: { code: "VALIDATION_ERROR", kind: "validation" },
  },
  {
    what: "no body",
    request: {},
    status: 400,
    error: { message: "invalid JSON payload: EOF while parsing at line 1 column 1" },
  },
  {
    what: "bytes that are no UTF-8",
    request: { payload: Buffer.from([0x22, 0xff, 0x22]) },
    status: 400,
    error: { message: "invalid JSON payload: invalid UTF-8" },
  },
  {
    what: "a body over 4 MiB",
    request: { payload: `"${"x".repeat(4 * 1024 * 1024)}"` },
    status: 413,
    error: {
      code: "PAYLOAD_TOO_LARGE",
      kind: "payload_too_large",
      message: "the body is larger than 4 MiB",
    },
  },
  {
    what: "another method",
    request: { method: "GET" },
    status: 405,
    error: {
      code: "METHOD_NOT_ALLOWED",
      message: "method GET not allowed; allowed: OPTIONS, POST",
    },
  },
  {
    what: "a slash too many",
    request: { url: "/adserver/mediate/" },
    status: 404,
    error: { code: "NOT_FOUND", message: "no route matched path: /adserver/mediate/" },
  },
])("refuses $what in words that every known client reads", async (each) => {
  const { request, status, error } = each;

  const { statusCode, headers, payload } = await ask(request);

  expect([statusCode, headers["content-type"]]).toEqual([status, "application/json"]);
  expect(headers).toMatchObject(cors);
  expect(JSON.parse(payload)).toEqual({
    error: {
      code: expect.any(String) as string,
      kind: expect.any(String) as string,
      message: expect.any(String) as string,
      details: expect.any(Array) as unknown[],
      ...error,
      status,
    },
  });
});

it.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "PROPFIND"] as const)(
  "tells %s what is allowed",
  async (method) => {
    const { statusCode, headers } = await ask({ method, payload: method === "PUT" ? "x" : "" });

    expect([statusCode, headers["allow"]]).toEqual([405, "OPTIONS, POST"]);
  },
);

it("answers OPTIONS with nothing but what may be asked", async () => {
  const { statusCode, headers, payload } = await ask({ method: "OPTIONS" });

  expect([statusCode, payload, headers["allow"]]).toEqual([204, "", "GET, POST, OPTIONS"]);
  expect(headers).toMatchObject(cors);
});

it.each(["text/plain", "nonsense", undefined, "application/json; charset=utf-8"])(
  "takes JSON that calls itself %s",
  async (type) => {
    const headers = type === undefined ? {} : { "content-type": type };

    expect((await ask({ headers, payload: body })).statusCode).toBe(200);
  },
);

it.each([
  ["application/json", 200],
  ["Application/vnd.api+JSON; charset=utf-8", 200],
  ["text/json", 415],
  ["application/jsonish", 415],
  [undefined, 415],
])("with the strict switch, answers %s with %i", async (type, status) => {
  const headers = type === undefined ? {} : { "content-type": type };

  const answer = await ask({ headers, payload: body }, { isContentTypeStrict: true });

  expect(answer.statusCode).toBe(status);
});

it("leads creatives to the host that the client named, or to the public address", async () => {
  const payload = body.replaceAll(/,"adm":"[^"]*"/g, "");
  const named = await ask({ payload, headers: { host: "ads.example:6767" } });
  const configured = await ask({ payload }, { publicUrl: "https://ads.example" });

  expect(named.payload).toContain(
    String.raw`src=\"//ads.example:6767/static/creatives/300x250.html?`,
  );
  expect(configured.payload).toContain(String.raw`src=\"https://ads.example/static/creatives/`);
});

it("is not held up by a client that sends its body in drops", async () => {
  const app = await createAdServer({});
  onTestFinished(() => app.close());
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;

  const answer = new Promise<number | undefined>((resolve, reject) => {
    const slow = httpRequest(
      { port, method: "POST", path: "/adserver/mediate", headers: { host: "x" } },
      ({ statusCode }) => resolve(statusCode),
    );
    slow.on("error", reject);
    for (const character of body) slow.write(character);
    slow.end();
  });
  const other = await app.inject({ method: "POST", url: "/adserver/mediate", payload: body });

  expect([other.statusCode, await answer]).toEqual([200, 200]);
});

/** As the one public client reads an answer (spec: mediate-endpoint 2.2, 2.3). */
const readByClient = (payload: string): readonly unknown[] => {
  const { seatbid } = JSON.parse(payload) as {
    readonly seatbid: readonly {
      readonly seat: string;
      readonly bid: readonly Readonly<Record<string, string>>[];
    }[];
  };
  return seatbid.flatMap(({ seat, bid }) =>
    bid.map(({ impid, crid = "", adm = "" }) => {
      const [, src = ""] = /<iframe[^>]*?src="([^"]*)"/.exec(adm) ?? [];
      const url = src === "" ? undefined : new URL(src.replace(/^\/\//, "https://"));
      return [seat, impid, crid.replace(/-creative$/, ""), url && [...url.searchParams.keys()]];
    }),
  );
};

it("serves the public client, which finds its stored bid and the frame again", async () => {
  const sent = { adm: null, crid: "appnexus-creative", adomain: null };
  const payload = JSON.stringify({
    id: "auction",
    imp: [
      { id: "header", banner: { w: 728, h: 90 } },
      { id: "footer", banner: null },
    ],
    ext: {
      bidder_responses: [
        {
          bidder: "prebid",
          bids: [
            { imp_id: "header", price: 1.5, w: 728, h: 90, ...sent },
            { imp_id: "header", price: 2.5, w: 728, h: 90, ...sent, crid: "rubicon & co-creative" },
          ],
        },
        {
          bidder: "aps",
          bids: [{ imp_id: "footer", price: 1, w: 300, h: 250, ...sent, adm: "<p>" }],
        },
      ],
      config: null,
      consent: { gdpr: 1, consent: null, us_privacy: null, gpp: null, gpp_sid: [7] },
    },
  });

  const answer = await ask({ payload, headers: { host: "localhost:6767" } });

  expect(readByClient(answer.payload)).toEqual([
    ["prebid", "header", "rubicon & co", ["crid", "bid", "sig", "id", "imp", "bidder"]],
    ["aps", "footer", "appnexus", undefined],
  ]);
});

it("serves the public client when no provider has answered, with 422", async () => {
  const payload =
    '{"id":"a","imp":[{"id":"i","banner":null}],"ext":{"bidder_responses":[],"config":null}}';

  expect((await ask({ payload })).statusCode).toBe(422);
});

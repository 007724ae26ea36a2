import { beforeAll, expect, it } from "vitest";
import type { FastifyInstance, InjectOptions } from "fastify";
import { createAdServer } from "../../../ad-server/index.ts";

let app: FastifyInstance;

beforeAll(async () => {
  app = await createAdServer({
    hosts: {
      "ssp.example": {
        scripts: {
          "/decision.js": "function scoreAd() {}\n// ü",
          "/report/own.js": "1",
          "/my own.js": "2",
        },
        signals: {
          "/signals": {
            "key 1": { a: [1, null] },
            "https://buyer.example/ad?x=1": "good",
            zero: 0,
          },
        },
      },
      "buyer.example": { reportPaths: ["/win", "/beacons/"] },
    },
  });
});

async function send(method: InjectOptions["method"] & string, url: string): Promise<unknown> {
  const { statusCode, headers, body } = await app.inject({ method, url });
  return [statusCode, headers["content-type"], body];
}

const js = "application/javascript; charset=utf-8";
const json = "application/json; charset=utf-8";

it("serves scripts unchanged, whatever the query and however host and path are spelled", async () => {
  const answers = [
    await send("GET", "/hosts/ssp.example/decision.js"),
    await send("GET", "/hosts/SSP.Example/decision.js?version=2#top"),
    await send("GET", "/hosts/ssp.example/a/../my%20own.js"),
  ];

  expect(answers).toEqual([
    [200, js, "function scoreAd() {}\n// ü"],
    [200, js, "function scoreAd() {}\n// ü"],
    [200, js, "2"],
  ]);
});

it.each([
  ["keys=key%201%2Cmissing%2Czero", { "key 1": { a: [1, null] }, zero: 0 }],
  ["region=eu&keys=zero", { zero: 0 }],
  ["keys=zero&keys=key%201", { zero: 0, "key 1": { a: [1, null] } }],
  [
    "renderuris=https%3A%2F%2Fbuyer.example%2Fad%3Fx%3D1",
    { "https://buyer.example/ad?x=1": "good" },
  ],
  ["keys=", {}],
  ["renderuris=", {}],
  ["", {}],
  ["keys=__proto__%2Cconstructor%2CtoString", {}],
  ["keys=%zz", {}],
])(
  "answers ?%s with the requested signals that exist (spec: on-device 2.4, 2.5)",
  async (query, expected) => {
    const [status, type, body] = (await send(
      "GET",
      `/hosts/ssp.example/signals?${query}`,
    )) as string[];

    expect([status, type, JSON.parse(body ?? "")]).toEqual([200, json, expected]);
  },
);

it("collects reports below the report paths, where no script is", async () => {
  const answers = [
    await send("GET", "/hosts/ssp.example/report?bid=1"),
    await send("GET", "/hosts/ssp.example/report/own.js"),
    await send("GET", "/hosts/buyer.example/win-loss"),
    await send("POST", "/hosts/buyer.example/beacons/click"),
    await send("GET", `/hosts/buyer.example/win${"/long".repeat(2_000)}`),
  ];

  expect(answers).toEqual([
    [204, undefined, ""],
    [200, js, "1"],
    [204, undefined, ""],
    [204, undefined, ""],
    [204, undefined, ""],
  ]);
});

it("says which paths a host has when there is nothing at one", async () => {
  const answers = [
    await send("GET", "/hosts/ssp.example/desicion.js"),
    await send("POST", "/hosts/buyer.example/"),
  ];

  const [script, post] = (answers as [number, string, string][]).map(([status, type, body]) => [
    status,
    type,
    JSON.parse(body),
  ]);
  expect(script).toEqual([
    404,
    json,
    {
      error: {
        code: "NOT_FOUND",
        message: 'Host "ssp.example" has nothing at "/desicion.js".',
        details: [
          { path: "/signals", message: "is here: signals" },
          { path: "/decision.js", message: "is here: script" },
          { path: "/report/own.js", message: "is here: script" },
          { path: "/my%20own.js", message: "is here: script" },
          { path: "/report*", message: "collects reports" },
        ],
      },
    },
  ]);
  expect(post).toEqual([
    404,
    json,
    {
      error: {
        code: "NOT_FOUND",
        message: 'Host "buyer.example" has nothing at "/".',
        details: [
          { path: "/win*", message: "collects reports" },
          { path: "/beacons/*", message: "collects reports" },
        ],
      },
    },
  ]);
});

it.each([
  ["ssp.exmaple", 'Unknown host "ssp.exmaple": did you mean "ssp.example"?'],
  ["__proto__", 'Unknown host "__proto__": there is "ssp.example", "buyer.example"'],
  ["", 'Unknown host "": there is "ssp.example", "buyer.example"'],
])("does not know a host %o", async (host, message) => {
  const { statusCode, body } = await app.inject({ url: `/hosts/${host}/x` });

  expect([statusCode, JSON.parse(body)]).toEqual([
    404,
    { error: { code: "NOT_FOUND", message, details: [] } },
  ]);
});

it("does not take a POST for a script or for signals", async () => {
  const { statusCode, headers, body } = await app.inject({
    method: "POST",
    url: "/hosts/ssp.example/decision.js",
  });

  expect([statusCode, headers["allow"], JSON.parse(body)]).toEqual([
    405,
    "GET",
    {
      error: {
        code: "METHOD_NOT_ALLOWED",
        message: "Scripts and signals are there to GET.",
        details: [],
      },
    },
  ]);
});

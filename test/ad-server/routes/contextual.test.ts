import type { FastifyInstance } from "fastify";
import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import { errorOf } from "../../support/error-of.ts";

const aRequest = { appId: "app.example", slotId: "home", format: "banner" };

async function ask(app: FastifyInstance, request: object): Promise<unknown> {
  const { statusCode, body } = await app.inject({
    method: "POST",
    url: "/contextual",
    payload: { ...aRequest, ...request },
  });
  return [statusCode, body === "" ? undefined : JSON.parse(body)];
}

it("answers with a chain in the order of historical eCPM, each node with its network's adapter and options", async () => {
  const app = await createAdServer({
    slots: {
      home: {
        kind: "chain",
        nodes: [
          { networkId: "gamma", ecpmUsd: 1.5 },
          { networkId: "alpha", ecpmUsd: 8, floorCpmUsd: 6, timeoutMs: 250 },
          { networkId: "beta", ecpmUsd: 1.5 },
          { networkId: "alpha", ecpmUsd: 3, nodeId: "alpha-low" },
        ],
        expiresInS: 60,
      },
    },
    networks: {
      alpha: { adapter: "on-device-auction", options: { seller: "alpha.example" } },
      beta: { adapter: "fixed-price" },
      gamma: { adapter: "fixed-price", options: { cpmUsd: 1.5 } },
    },
  });

  const answer = await ask(app, {});

  const alpha = {
    networkId: "alpha",
    adapter: "on-device-auction",
    options: { seller: "alpha.example" },
  };
  expect(answer).toEqual([
    200,
    {
      kind: "chain",
      chainId: "chain-home",
      expiresInS: 60,
      nodes: [
        { nodeId: "alpha", ecpmUsd: 8, floorCpmUsd: 6, timeoutMs: 250, ...alpha },
        { nodeId: "alpha-low", ecpmUsd: 3, ...alpha },
        {
          nodeId: "gamma",
          networkId: "gamma",
          adapter: "fixed-price",
          ecpmUsd: 1.5,
          options: { cpmUsd: 1.5 },
        },
        { nodeId: "beta", networkId: "beta", adapter: "fixed-price", ecpmUsd: 1.5, options: {} },
      ],
    },
  ]);
});

it("hands on what caps and needs of privacy a node has", async () => {
  const cap = { impressions: 3, windowMs: 3_600_000, minIntervalMs: 30_000 };
  const app = await createAdServer({
    slots: {
      home: {
        kind: "chain",
        nodes: [{ networkId: "beta", ecpmUsd: 2, cap, privacy: { tcfVendorId: 755 } }],
      },
    },
    networks: { beta: { adapter: "fixed-price" } },
  });

  const answer = await ask(app, { consent: { gdprApplies: true, tcString: "C", gppSids: [7] } });

  const privacy = { tcfVendorId: 755, tcfPurposes: [1], sellsData: false, servesChildren: true };
  expect(answer).toMatchObject([200, { nodes: [{ nodeId: "beta", cap, privacy }] }]);
});

it("refuses a cap that caps nothing", async () => {
  const nodes = [{ networkId: "beta", ecpmUsd: 2, cap: { impressions: 3 } }];
  const networks = { beta: { adapter: "fixed-price" } };

  const error = await errorOf(() =>
    createAdServer({ slots: { home: { kind: "chain", nodes } }, networks }),
  );

  expect(error).toMatchObject({
    code: "ERR_CONFIG_INVALID",
    details: {
      issues: [
        {
          path: ["slots", "home", "nodes", 0, "cap"],
          message: "impressions and windowMs go together: so many within so long",
        },
      ],
    },
  });
});

it("answers with an empty chain, a contextual ad or nothing, as configured", async () => {
  const app = await createAdServer({
    slots: {
      empty: { kind: "chain", chainId: "mine", nodes: [] },
      ad: {
        kind: "contextual-ad",
        ad: { renderUri: "https://first.example/ad", cpmUsd: 2, metadata: { shape: "round" } },
      },
      nothing: { kind: "nothing" },
    },
  });

  const answers = [
    await ask(app, { slotId: "empty" }),
    await ask(app, { slotId: "ad" }),
    await ask(app, { slotId: "nothing" }),
  ];

  expect(answers).toEqual([
    [200, { kind: "chain", chainId: "mine", nodes: [] }],
    [
      200,
      {
        kind: "contextual-ad",
        ad: { renderUri: "https://first.example/ad", cpmUsd: 2, metadata: { shape: "round" } },
      },
    ],
    [204, undefined],
  ]);
});

it("takes everything the request's schema allows, from any app", async () => {
  const app = await createAdServer({ slots: { home: { kind: "nothing" } } });

  const answer = await ask(app, {
    appId: "whoever",
    sizes: [[320, 50]],
    user: { segments: ["a", { deep: null }] },
    consent: { gdpr: true },
  });

  expect(answer).toEqual([204, undefined]);
});

it.each([
  ["hom", 'Unknown slot "hom": did you mean "home"?'],
  ["__proto__", 'Unknown slot "__proto__": there is "home"'],
  ["constructor", 'Unknown slot "constructor": there is "home"'],
])("does not know a slot %o", async (slotId, message) => {
  const app = await createAdServer({ slots: { home: { kind: "nothing" } } });

  const answer = await ask(app, { slotId });

  expect(answer).toEqual([404, { error: { code: "NOT_FOUND", message, details: [] } }]);
});

it("lists everything that is wrong with a request", async () => {
  const app = await createAdServer({ slots: { home: { kind: "nothing" } } });

  const answer = await ask(app, {
    appId: "",
    slotId: 1,
    sizes: [[320, -1]],
    user: [],
    colour: "red",
  });

  expect(answer).toEqual([
    400,
    {
      error: {
        code: "VALIDATION_ERROR",
        message: "The body does not fit what this route takes.",
        details: [
          { path: "appId", message: "Too small: expected string to have >=1 characters" },
          { path: "slotId", message: "Invalid input: expected string, received number" },
          { path: "sizes[0][1]", message: "Too small: expected number to be >0" },
          { path: "user", message: "Invalid input: expected record, received array" },
          { path: "colour", message: 'Unrecognized key: "colour"' },
        ],
      },
    },
  ]);
});

import { expect, it } from "vitest";
import { AdServerConfigSchema, createAdServer } from "../../ad-server/index.ts";

/** What a configuration is refused for, as `path: message`. */
function complaintsAbout(config: unknown): readonly string[] {
  const result = AdServerConfigSchema.safeParse(config);
  return (result.error?.issues ?? []).map(({ path, message }) => `${path.join("/")}: ${message}`);
}

it("reports every mistake at once", () => {
  const config = {
    slots: {
      home: {
        kind: "chain",
        nodes: [
          { networkId: "alhpa", ecpmUsd: 1 },
          { networkId: "alpha", ecpmUsd: -1 },
          { networkId: "alpha", ecpmUsd: 1, misspelt: true },
        ],
      },
      menu: { kind: "nothign" },
    },
    networks: { alpha: { adapter: "fixed-price" }, beta: {} },
    hosts: { "https://ssp.example": { scripts: { "logic.js": 1 }, reportPaths: ["report"] } },
    extra: 1,
  };

  const complaints = complaintsAbout(config);

  expect(complaints.toSorted()).toEqual([
    ': Unrecognized key: "extra"',
    'hosts/https://ssp.example/reportPaths/0: A path starts with "/" and has no "?" or "#"',
    'hosts/https://ssp.example/scripts/logic.js: A path starts with "/" and has no "?" or "#"',
    "hosts/https://ssp.example/scripts/logic.js: Invalid input: expected string, received number",
    "hosts/https://ssp.example: A host is a bare name in lower case: no scheme, port or path",
    "networks/beta/adapter: Invalid input: expected string, received undefined",
    'slots/home/nodes/0/networkId: Unknown network "alhpa": did you mean "alpha"?',
    "slots/home/nodes/1/ecpmUsd: Too small: expected number to be >=0",
    'slots/home/nodes/2/nodeId: Node id "alpha" is taken by an earlier node: give this one its own',
    'slots/home/nodes/2: Unrecognized key: "misspelt"',
    "slots/menu/kind: Invalid discriminator value. Expected 'chain' | 'contextual-ad' | 'auction' | 'nothing'",
  ]);
});

it.each([
  [
    "alpha and beta",
    { beta: { adapter: "a" }, alpha: { adapter: "a" } },
    'there is "beta", "alpha"',
  ],
  ["no network", {}, "none is configured"],
])("says what there is when nothing is near: %s", (_, networks, ending) => {
  const nodes = [{ networkId: "something-else", ecpmUsd: 1 }];

  const complaints = complaintsAbout({ slots: { home: { kind: "chain", nodes } }, networks });

  expect(complaints).toEqual([
    `slots/home/nodes/0/networkId: Unknown network "something-else": ${ending}`,
  ]);
});

it("refuses signals where a script is", () => {
  const host = { scripts: { "/both": "1", "/one": "1" }, signals: { "/both": {}, "/other": {} } };

  const complaints = complaintsAbout({ hosts: { "ssp.example": host } });

  expect(complaints).toEqual(["hosts/ssp.example/signals//both: A script is at this path already"]);
});

it("takes one network at several prices, as long as the nodes have ids of their own", () => {
  const nodes = [
    { networkId: "alpha", ecpmUsd: 2 },
    { networkId: "alpha", ecpmUsd: 1, nodeId: "alpha-low" },
  ];

  const complaints = complaintsAbout({
    slots: { home: { kind: "chain", nodes } },
    networks: { alpha: { adapter: "fixed-price" } },
  });

  expect(complaints).toEqual([]);
});

it.each([
  "text",
  null,
  [],
  { slots: "text" },
  { slots: [{ kind: "chain", nodes: "text" }] },
  { slots: { home: null }, networks: 1 },
  { slots: { home: { kind: "chain", nodes: [null, 1, { networkId: 1 }] } }, hosts: [] },
])("refuses what is no configuration at all: %j", async (config) => {
  const refusal = createAdServer(config as object);

  await expect(refusal).rejects.toMatchObject({
    name: "MediationError",
    code: "ERR_CONFIG_INVALID",
  });
});

it("needs nothing: every part has a default", () => {
  expect(AdServerConfigSchema.parse({ hosts: { "ssp.example": {} } })).toEqual({
    slots: {},
    networks: {},
    seed: 1,
    hosts: { "ssp.example": { scripts: {}, signals: {}, reportPaths: ["/report"] } },
  });
});

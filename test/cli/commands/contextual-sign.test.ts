import {
  CONTEXTUAL_TEST_KEY,
  nodeSignatureVerifier,
  serializeContextualAds,
  type ContextualAds,
} from "fledgling";
import { expect, it } from "vitest";
import { createContextualKeyPair } from "../../../cli/contextual-keys.ts";
import { runCommandLine } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const yaml = `
buyer: buyer.example
decisionLogicUri: https://buyer.example/win.js
adsWithBid:
  - ad: { renderUri: "https://buyer.example/ad", metadata: { size: 1 } }
    bid: 1.5
`;
const ads: ContextualAds = {
  buyer: "buyer.example",
  decisionLogicUri: "https://buyer.example/win.js",
  adsWithBid: [{ ad: { renderUri: "https://buyer.example/ad", metadata: { size: 1 } }, bid: 1.5 }],
};

function isSignedBy(publicKey: string, stdout: string): boolean {
  const { signature = "", ...printed } = JSON.parse(stdout) as ContextualAds;
  const text = serializeContextualAds(printed);
  return nodeSignatureVerifier.verify({ text, signature, publicKey });
}

it("prints the ads with a signature of the test key", async () => {
  const { path: cwd } = await aTempFolder({ "ads.yaml": yaml });

  const { exitCode, stdout, stderr } = await runCommandLine(["contextual-sign", "ads.yaml"], {
    cwd,
  });

  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toEqual({ ...ads, signature: expect.any(String) as string });
  expect(isSignedBy(CONTEXTUAL_TEST_KEY.publicKey, stdout)).toBe(true);
});

it.each([
  ["YAML", yaml],
  ["JSON", JSON.stringify(ads)],
  ["ads that are signed already", JSON.stringify({ ...ads, signature: "b2xk" })],
])("takes %s from standard input", async (_what, stdin) => {
  const { stdout } = await runCommandLine(["contextual-sign"], { stdin });

  expect(isSignedBy(CONTEXTUAL_TEST_KEY.publicKey, stdout)).toBe(true);
});

it("signs with the key that contextual-key printed, as YAML or JSON", async () => {
  const [yamlKey, jsonKey] = [
    (await runCommandLine(["contextual-key"])).stdout,
    (await runCommandLine(["contextual-key", "--json"])).stdout,
  ];
  const { path: cwd } = await aTempFolder({ "key.yaml": yamlKey, "key.json": jsonKey });
  const [, publicKey = ""] = /^publicKey: (.*)$/m.exec(yamlKey) ?? [];
  const sign = (key: string) =>
    runCommandLine(["contextual-sign", "--key", key], { cwd, stdin: yaml });

  const [withYaml, withJson] = [await sign("key.yaml"), await sign("key.json")];

  expect(isSignedBy(publicKey, withYaml.stdout)).toBe(true);
  expect(
    isSignedBy((JSON.parse(jsonKey) as { publicKey: string }).publicKey, withJson.stdout),
  ).toBe(true);
});

it("prints the text that is signed when asked to, for comparing with a server's", async () => {
  const { stdout } = await runCommandLine(["contextual-sign", "--text"], { stdin: yaml });

  expect(stdout).toBe(
    'buyer=buyer.example|decision_logic_uri=https://buyer.example/win.js|ads_with_bid=ad_data=ad_counter_keys=|metadata={"size":1}|render_uri=https://buyer.example/ad||bid=1.50||\n',
  );
});

it("refuses a file that is not there", async () => {
  const { path: cwd } = await aTempFolder({});

  const result = await runCommandLine(["contextual-sign", "ads.yaml"], { cwd });

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr:
      'error ERR_CLI_UNREADABLE: Cannot read "ads.yaml": no such file or directory.\nhint: Name a file of JSON or YAML, or pipe it in.\n',
  });
});

it("refuses text that is neither JSON nor YAML", async () => {
  const { exitCode, stderr } = await runCommandLine(["contextual-sign"], { stdin: "{ a: " });

  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error ERR_CLI_UNREADABLE: Cannot read standard input: Flow map/);
});

it("says what is wrong with ads that are not whole", async () => {
  const { exitCode, stderr } = await runCommandLine(["contextual-sign"], {
    stdin: "buyer: buyer.example\nadsWithBids: []",
  });

  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error ERR_CONFIG_INVALID: Invalid options for contextual ads:\n/);
  expect(stderr).toContain("decisionLogicUri");
  expect(stderr).toContain("adsWithBids");
});

it.each([
  ["no private key", { publicKey: "x" }, 'There is no privateKey in "key.json".'],
  [
    "a private key that is none",
    { privateKey: "bm8ga2V5" },
    "Cannot sign: the private key is no P-256 key in PKCS #8 (DER, base64).",
  ],
  [
    "a public key for a private one",
    { privateKey: createContextualKeyPair().publicKey },
    "Cannot sign: the private key is no P-256 key in PKCS #8 (DER, base64).",
  ],
])("refuses a key file with %s", async (_what, key, message) => {
  const { path: cwd } = await aTempFolder({ "key.json": JSON.stringify(key) });

  const result = await runCommandLine(["contextual-sign", "--key", "key.json"], {
    cwd,
    stdin: yaml,
  });

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error ERR_CLI_UNREADABLE: ${message}\nhint: Make ${message.startsWith("Cannot") ? "one" : "a pair"} with: fledgling contextual-key > key.yaml\n`,
  });
});

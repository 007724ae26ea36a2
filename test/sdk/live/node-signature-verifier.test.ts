import { generateKeyPairSync, sign } from "node:crypto";
import { CONTEXTUAL_TEST_KEY, nodeSignatureVerifier } from "fledgling";
import { expect, it } from "vitest";
import { createContextualKeyPair } from "../../../cli/contextual-keys.ts";

const text = "buyer=ü|";
const { publicKey } = CONTEXTUAL_TEST_KEY;

function signWithTestKey(signed: string): string {
  const key = Buffer.from(CONTEXTUAL_TEST_KEY.privateKey, "base64");
  const privateKey = { key, format: "der", type: "pkcs8" } as const;
  return sign("sha256", Buffer.from(signed, "utf8"), privateKey).toString("base64");
}

it("verifies what the private half of the test key signed (spec: on-device 2.9)", () => {
  const signature = signWithTestKey(text);

  expect(nodeSignatureVerifier.verify({ text, signature, publicKey })).toBe(true);
});

it.each([
  ["another text", { text: "buyer=u|" }],
  ["another key", { publicKey: createContextualKeyPair().publicKey }],
  ["a key that is none", { publicKey: "bm8ga2V5" }],
  ["an empty key", { publicKey: "" }],
  ["a signature that is none", { signature: "AAAA" }],
  ["an empty signature", { signature: "" }],
])("does not verify %s (spec: on-device 2.9)", (_case, changes) => {
  const signed = { text, signature: signWithTestKey(text), publicKey, ...changes };

  expect(nodeSignatureVerifier.verify(signed)).toBe(false);
});

it("does not verify a good signature of another curve (spec: on-device 2.9)", () => {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-384" });
  const signature = sign("sha256", Buffer.from(text), pair.privateKey).toString("base64");
  const otherKey = pair.publicKey.export({ type: "spki", format: "der" }).toString("base64");

  expect(nodeSignatureVerifier.verify({ text, signature, publicKey: otherKey })).toBe(false);
});

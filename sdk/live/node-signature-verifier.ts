import { createPublicKey, verify, type KeyObject } from "node:crypto";
import type { SignatureVerifier } from "../foundation/signature-verifier.ts";

/** Node's own cryptography; the same in simulated worlds, since neither time nor luck changes an answer. */
export const nodeSignatureVerifier: SignatureVerifier = {
  verify({ text, signature, publicKey }) {
    const key = readPublicKey(publicKey);
    if (key?.asymmetricKeyDetails?.namedCurve !== "prime256v1") return false;
    return verify("sha256", Buffer.from(text), key, Buffer.from(signature, "base64"));
  },
};

function readPublicKey(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  } catch {
    return undefined;
  }
}

import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { MediationError, serializeContextualAds, type ContextualAds } from "../sdk/index.ts";

export interface ContextualKeyPair {
  /** SubjectPublicKeyInfo in DER, in base64: what a buyer registers. */
  readonly publicKey: string;
  /** PKCS #8 in DER, in base64: what it signs with. */
  readonly privateKey: string;
}

export function createContextualKeyPair(): ContextualKeyPair {
  const { publicKey, privateKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  return {
    publicKey: publicKey.toString("base64"),
    privateKey: privateKey.toString("base64"),
  };
}

/**
 * What a buyer's server does before it offers contextual ads; a signature that is there is replaced. Signing
 * twice gives two signatures, both good.
 *
 * @throws MediationError ERR_CLI_UNREADABLE
 */
export function signContextualAds(ads: ContextualAds, privateKey: string): ContextualAds {
  const key = readPrivateKey(privateKey);
  if (key?.asymmetricKeyDetails?.namedCurve !== "prime256v1") throw noKey();
  const signature = sign("sha256", Buffer.from(serializeContextualAds(ads)), key);
  return { ...ads, signature: signature.toString("base64") };
}

function readPrivateKey(privateKey: string): KeyObject | undefined {
  try {
    const key = Buffer.from(privateKey, "base64");
    return createPrivateKey({ key, format: "der", type: "pkcs8" });
  } catch {
    return undefined;
  }
}

function noKey(): MediationError {
  const message = "Cannot sign: the private key is no P-256 key in PKCS #8 (DER, base64).";
  return new MediationError("ERR_CLI_UNREADABLE", message, {
    hint: "Make one with: fledgling contextual-key > key.yaml",
  });
}

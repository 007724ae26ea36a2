/** A text, and who is said to have signed it. */
export interface SignedText {
  /** What was signed is its UTF-8. */
  readonly text: string;
  /** ECDSA on P-256 over SHA-256, in DER, in base64. */
  readonly signature: string;
  /** SubjectPublicKeyInfo in DER, in base64. */
  readonly publicKey: string;
}

export interface SignatureVerifier {
  /** Never throws: what is no key or no signature verifies nothing. */
  verify(signed: SignedText): boolean;
}

const replacement = "\uFFFD";
const strict = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/** Undefined for what is not UTF-8; a byte order mark stays where it is, for the parser to refuse. */
export function decodeBody(bytes: Buffer): string | undefined {
  const text = bytes.toString("utf8");
  // Decoding puts it where bytes are wrong; it may also have been sent.
  if (!text.includes(replacement)) return text;
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

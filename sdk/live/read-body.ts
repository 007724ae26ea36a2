/** The body as UTF-8 text; undefined when it is longer than the limit, of which no more is read. */
export async function readBody(response: Response, maxBytes: number): Promise<string | undefined> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined; // leaving the loop hangs up
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

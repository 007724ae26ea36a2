/** A name without the habits of its writer: `renderUri`, `render_uri` and `RenderURI` are one word. */
export function toWord(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

/** Click and pixel endpoints take no longer text (spec: mediate-endpoint 1.7). */
export const MAX_TEXT_CHARACTERS = 128;

/** What most ids are made of: it needs no encoding. */
const plainText = new RegExp(`^[\\w.-]{0,${MAX_TEXT_CHARACTERS}}$`);

/** A query with literal `&`, whose values are pure, quote-free ASCII: safe in an attribute without any escape. */
export function renderQuery(values: Readonly<Record<string, string | undefined>>): string {
  let query = "";
  for (const name in values) {
    const value = values[name];
    if (value !== undefined) query += `${query && "&"}${name}=${encodeText(value)}`;
  }
  return query;
}

function encodeText(text: string): string {
  if (plainText.test(text)) return text;
  return encodeURIComponent(cutText(text)).replaceAll("'", "%27");
}

/** Valid Unicode of at most 128 characters: what is behind them is dropped. */
export function cutText(text: string): string {
  const start = text.slice(0, 2 * MAX_TEXT_CHARACTERS).toWellFormed();
  if (start.length <= MAX_TEXT_CHARACTERS) return start;
  return Array.from(start).slice(0, MAX_TEXT_CHARACTERS).join("");
}

export function isTooLong(text: string): boolean {
  return cutText(text).length < text.length;
}

import type { JsonValue } from "../foundation/json.ts";

/** In characters of JSON, of one argument and of all. */
const mostOfOne = 80;
const mostOfAll = 400;

/**
 * What a function was given, as in a call and in JSON, cut where a sentence would drown in it. It comes from
 * servers of strangers and goes wherever sentences go, so no markup in it is left, and nothing that moves a cursor.
 */
export function describeArguments(given: readonly JsonValue[]): string {
  const all = given.map((value) => cut(JSON.stringify(value), mostOfOne)).join(", ");
  return cut(all, mostOfAll).toWellFormed().replace(unsafeCharacters, escapeCharacter);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** Angle brackets, and what Unicode has for control: of terminals, of lines, of direction. */
const unsafeCharacters = /[<>\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** As JSON would write it if it had to. */
function escapeCharacter(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");
}

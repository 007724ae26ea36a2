import { isSpace, MAX_JSON_DEPTH } from "./raw-json.ts";

const quote = 34;
const backslash = 92;
const colon = ":";
const minus = 45;
const dot = 46;
const zero = 48;
const bracket = 91;

/** Numbers of these may be written as they like: they need not be integers. */
const freeNumber = /"(?:price|price_floor|bidfloor)"\s*$/;
const longestFreeKey = 24;

/**
 * Whether parsing `text` into `value` may have hidden something that has to be refused: a key twice in one object, an
 * integer written `300.0` or `3e2`, a nesting beyond all measure. It goes from colon to colon, and is wrong on the safe side only.
 */
export function hidesSomething(text: string, value: unknown): boolean {
  let keys = 0;
  for (let at = text.indexOf(colon); at !== -1; at = text.indexOf(colon, at + 1)) {
    if (!isBehindString(text, at - 1)) continue;
    keys += 1;
    if (isOddNumber(text, at + 1)) return true;
  }
  return keys !== countKeys(value, 0);
}

/** Colons within strings are the most; a quote before one may be part of the string, if it is escaped. */
function isBehindString(text: string, last: number): boolean {
  let at = last;
  while (isSpace(text.charCodeAt(at))) at -= 1;
  if (text.charCodeAt(at) !== quote) return false;
  let escapes = at - 1;
  while (text.charCodeAt(escapes) === backslash) escapes -= 1;
  return (at - escapes) % 2 === 1;
}

/** Whether a number that may have to be an integer, or a list of them, is written as if it were none. */
function isOddNumber(text: string, behindColon: number): boolean {
  let at = behindColon;
  while (isSpace(text.charCodeAt(at))) at += 1;
  const first = text.charCodeAt(at);
  if (first === bracket) return isOddList(text, at + 1);
  if (!isDigit(first) && first !== minus) return false;
  do at += 1;
  while (isDigit(text.charCodeAt(at)));
  // Whatever is no integer has been found out already.
  if (!isFraction(text.charCodeAt(at)) || !isWhole(text, at)) return false;
  return !freeNumber.test(text.slice(Math.max(0, behindColon - longestFreeKey), behindColon - 1));
}

/** Whether nothing but zeros follows a decimal point; of exponents nobody knows. */
function isWhole(text: string, start: number): boolean {
  let at = start;
  let hasOnlyZeros = true;
  for (let code = text.charCodeAt(at); isDigit(code) || code === dot; code = text.charCodeAt(at)) {
    if (code !== dot && code !== zero) hasOnlyZeros = false;
    at += 1;
  }
  return hasOnlyZeros || isFraction(text.charCodeAt(at));
}

function isOddList(text: string, start: number): boolean {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isFraction(code)) return true;
    if (!isDigit(code) && !isSpace(code) && code !== 44 && code !== minus) return false;
    at += 1;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isFraction(code: number): boolean {
  return code === dot || code === 101 || code === 69;
}

/** Keys of all objects in a value; infinitely many in one that is nested too deeply to look at. */
function countKeys(value: unknown, depth: number): number {
  if (typeof value !== "object" || value === null) return 0;
  if (depth > MAX_JSON_DEPTH) return Infinity;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const each of value) if (typeof each === "object") keys += countKeys(each, depth + 1);
    return keys;
  }
  for (const name in value) {
    keys += 1;
    const each: unknown = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof each === "object") keys += countKeys(each, depth + 1);
  }
  return keys;
}

import type { JsonObject, JsonValue } from "../foundation/json.ts";
import type { Signals } from "../model/signals.ts";

/** Why a text is no signals object: what was met, and where. */
export class LenientJsonError extends Error {
  override readonly name = "LenientJsonError";
}

/**
 * Reads signals as a device does: Android checks the text with its lenient parser and then pastes it into the
 * script as source, so what both accept works – unquoted keys, single quotes, comments, hexadecimal numbers
 * (spec: on-device 1.1). Values come out; nothing is ever pasted.
 *
 * @throws LenientJsonError
 */
export function parseSignals(signals: Signals): JsonObject {
  if (typeof signals !== "string") return signals;
  const value = readWhole(signals);
  if (!isJsonObject(value)) throw new LenientJsonError(`expected an object, got ${signals}`);
  return value;
}

function readWhole(text: string): JsonValue {
  const reader = new Reader(text);
  try {
    const value = reader.readValue();
    reader.expectEnd();
    return value;
  } catch (error) {
    if (error instanceof RangeError) throw new LenientJsonError("nested too deeply");
    throw error;
  }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const gap = /(?:\s|\/\/[^\n\r]*|\/\*[^]*?\*\/)*/y;
const identifier = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const number =
  /[+-]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|Infinity|NaN)(?![\w$])/y;
const quoted = /"(?:[^"\\\n\r]|\\[^])*"|'(?:[^'\\\n\r]|\\[^])*'/y;
const escape = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\r\n|([^]))/g;
const controls: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "0": "\0",
  "\n": "",
  "\r": "",
};

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  readValue(): JsonValue {
    const next = this.peek();
    if (next === "{") return this.readObject();
    if (next === "[") return this.readArray();
    const text = this.take(quoted);
    if (text !== undefined) return unquote(text);
    const digits = this.take(number);
    if (digits !== undefined) return toNumber(digits);
    const word = this.take(identifier);
    if (word === "true") return true;
    if (word === "false") return false;
    if (word === "null" || word === "undefined") return null;
    throw this.unexpected(word ?? next, "a value");
  }

  expectEnd(): void {
    const next = this.peek();
    if (next !== "") throw this.unexpected(next, "the end of the text");
  }

  private readObject(): JsonObject {
    this.at += 1;
    const entries: [string, JsonValue][] = [];
    if (this.skipIf("}")) return {};
    for (;;) {
      const key = this.readKey();
      if (!this.skipIf(":")) throw this.unexpected(this.peek(), `":" after key "${key}"`);
      entries.push([key, this.readValue()]);
      if (this.skipIf("}")) return Object.fromEntries(entries);
      if (!this.skipIf(",")) throw this.unexpected(this.peek(), '"," or "}"');
    }
  }

  private readArray(): JsonValue {
    this.at += 1;
    const values: JsonValue[] = [];
    if (this.skipIf("]")) return values;
    for (;;) {
      values.push(this.readValue());
      if (this.skipIf("]")) return values;
      if (!this.skipIf(",")) throw this.unexpected(this.peek(), '"," or "]"');
    }
  }

  private readKey(): string {
    this.peek();
    const text = this.take(quoted);
    if (text !== undefined) return unquote(text);
    const word = this.take(identifier) ?? this.take(number);
    if (word !== undefined) return word;
    throw this.unexpected(this.peek(), "a key");
  }

  /** The next character that means something; empty at the end. */
  private peek(): string {
    this.take(gap);
    return this.text.charAt(this.at);
  }

  private skipIf(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at += 1;
    return true;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private unexpected(met: string, expected: string): LenientJsonError {
    const what = met === "" ? "the end of the text" : `"${met}"`;
    return new LenientJsonError(`expected ${expected} at character ${this.at + 1}, got ${what}`);
  }
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(escape, (_all, long, short, single: string | undefined) => {
    const code: string | undefined = long ?? short;
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return single === undefined ? "" : (controls[single] ?? single);
  });
}

function toNumber(digits: string): JsonValue {
  const isNegative = digits.startsWith("-");
  const size = Number(digits.replace(/^[+-]/, ""));
  return isNegative ? -size : size;
}

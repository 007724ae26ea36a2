import type { JsonObject, JsonValue } from "../foundation/json.ts";

/** Why a text is no signals object: what was met, and where. */
export class LenientJsonError extends Error {
  override readonly name = "LenientJsonError";
}

/** Deeper values could be read but not written: they have to reach a script as text again. */
export const maxDepth = 500;
export const tooDeep = `nested more than ${maxDepth} levels deep`;

/**
 * Reads one value as a script's source would have it; undefined is a value here.
 *
 * @throws LenientJsonError
 */
export function readLenientJson(text: string): JsonValue | undefined {
  return new Reader(text).readWhole();
}

const gap = /(?:\s|\/\/[^\n\r]*|\/\*[^]*?\*\/)*/y;
const identifier = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const number =
  /[+-]?(?:0[xX][0-9a-fA-F]+|(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?![\w$.])/y;
const plainText = /[^"'\\\n\r]+/y;
const escape = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\r\n|([^ux1-9]))/y;
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
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  readWhole(): JsonValue | undefined {
    const value = this.readValue();
    const next = this.peek();
    if (next !== "") throw this.unexpected(next, "the end of the text");
    return value;
  }

  private readValue(): JsonValue | undefined {
    const next = this.peek();
    if (next === "{" || next === "[") return this.readNested(next);
    if (next === '"' || next === "'") return this.readText(next);
    const digits = this.take(number);
    if (digits !== undefined) return toNumber(digits);
    const startsAt = this.at;
    const word = this.take(identifier)?.[0] ?? next;
    if (Object.hasOwn(words, word)) return words[word];
    this.at = startsAt;
    throw this.unexpected(word, "a value");
  }

  private readNested(opening: "{" | "["): JsonValue {
    this.at += 1;
    this.depth += 1;
    if (this.depth > maxDepth) throw new LenientJsonError(tooDeep);
    const value = opening === "{" ? this.readObject() : this.readArray();
    this.depth -= 1;
    return value;
  }

  private readObject(): JsonObject {
    const entries: [string, JsonValue][] = [];
    if (this.skipIf("}")) return {};
    for (;;) {
      const key = this.readKey();
      if (!this.skipIf(":")) throw this.unexpected(this.peek(), `":" after key "${key}"`);
      const value = this.readValue();
      if (value !== undefined) entries.push([key, value]);
      if (this.skipIf("}")) return Object.fromEntries(entries);
      if (!this.skipIf(",")) throw this.unexpected(this.peek(), '"," or "}"');
    }
  }

  private readArray(): JsonValue {
    const values: JsonValue[] = [];
    while (!this.skipIf("]")) {
      values.push(this.readValue() ?? null);
      if (this.skipIf("]")) break;
      if (!this.skipIf(",")) throw this.unexpected(this.peek(), '"," or "]"');
    }
    return values;
  }

  private readKey(): string {
    const next = this.peek();
    if (next === '"' || next === "'") return this.readText(next);
    const word = this.take(identifier)?.[0];
    if (word === undefined) throw this.unexpected(next, "a key");
    return word;
  }

  private readText(quote: string): string {
    this.at += 1;
    let text = "";
    for (;;) {
      text += this.take(plainText)?.[0] ?? "";
      const next = this.text.charAt(this.at);
      if (next === "\\") {
        text += this.readEscape();
        continue;
      }
      if (next !== '"' && next !== "'")
        throw this.unexpected(next, `${quote} at the end of a text`);
      this.at += 1;
      if (next === quote) return text;
      text += next;
    }
  }

  private readEscape(): string {
    const escaped = this.take(escape);
    if (escaped === undefined) throw this.unexpected("\\", "an escape that JavaScript knows");
    const [, long, short, single = ""] = escaped;
    const code = long ?? short;
    return code === undefined
      ? (controls[single] ?? single)
      : String.fromCharCode(Number.parseInt(code, 16));
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

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    this.at += found?.[0].length ?? 0;
    return found;
  }

  private unexpected(met: string, expected: string): LenientJsonError {
    const what = met === "" ? "the end of the text" : `"${met}"`;
    return new LenientJsonError(`expected ${expected} at character ${this.at + 1}, got ${what}`);
  }
}

const words: Readonly<Record<string, JsonValue | undefined>> = {
  true: true,
  false: false,
  null: null,
  undefined: undefined,
  NaN: undefined,
};

function toNumber([digits]: RegExpExecArray): number {
  const size = Number(digits.replace(/^[+-]/, ""));
  return digits.startsWith("-") ? -size : size;
}

import { z } from "zod";

export type Path = readonly (string | number)[];

/** A value where it stands in the text. */
export interface RawValue {
  /** Only while it is being visited. */
  readonly path: Path;
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
  /** Undefined for what the schema does not know. */
  readonly schema: z.core.$ZodType | undefined;
  /** The key stood in this object before. */
  readonly isRepeated: boolean;
}

export interface JsonFault {
  readonly reason: string;
  readonly offset: number;
}

/** Parsers of the documented service give up here as well. */
export const MAX_JSON_DEPTH = 127;

/** Reads text as strictly as `JSON.parse`, token by token: what a parsed value no longer shows is here. */
export class RawJson {
  readonly #text: string;
  readonly #visit: (value: RawValue) => void;
  readonly #path: (string | number)[] = [];
  #at = 0;

  constructor(text: string, visit: (value: RawValue) => void) {
    this.#text = text;
    this.#visit = visit;
  }

  /** Values are visited as they end, parts before what they are parts of; the first fault ends it all. */
  read(schema: z.core.$ZodType): JsonFault | undefined {
    try {
      this.#readValue(schema, false);
      this.#skipSpace();
      if (this.#at < this.#text.length) this.#fail("trailing characters");
      return undefined;
    } catch (thrown) {
      if (thrown instanceof FaultFound) return thrown.fault;
      throw thrown;
    }
  }

  #readValue(schema: z.core.$ZodType | undefined, isRepeated: boolean): void {
    this.#skipSpace();
    const start = this.#at;
    if (this.#path.length > MAX_JSON_DEPTH) this.#fail("recursion limit exceeded");
    switch (this.#text[start]) {
      case "{":
        this.#readObject(unwrap(schema));
        break;
      case "[":
        this.#readArray(unwrap(schema));
        break;
      case '"':
        this.#readString();
        break;
      default:
        this.#readScalar();
    }
    this.#visit({ path: this.#path, start, end: this.#at, schema: unwrap(schema), isRepeated });
  }

  #readObject(schema: z.core.$ZodType | undefined): void {
    const names = new Set<string>();
    this.#at += 1;
    if (this.#takes("}")) return;
    do {
      this.#skipSpace();
      const start = this.#at;
      if (this.#text[start] !== '"') this.#fail("key must be a string");
      this.#readString();
      const name = JSON.parse(this.#text.slice(start, this.#at)) as string;
      if (!this.#takes(":")) this.#fail("expected `:`");
      this.#path.push(name);
      this.#readValue(memberOf(schema, name), names.has(name));
      this.#path.pop();
      names.add(name);
    } while (this.#takes(","));
    if (!this.#takes("}")) this.#fail("expected `,` or `}`");
  }

  #readArray(schema: z.core.$ZodType | undefined): void {
    const element = schema instanceof z.ZodArray ? schema.element : undefined;
    this.#at += 1;
    if (this.#takes("]")) return;
    let index = 0;
    do {
      this.#path.push(index);
      this.#readValue(element, false);
      this.#path.pop();
      index += 1;
    } while (this.#takes(","));
    if (!this.#takes("]")) this.#fail("expected `,` or `]`");
  }

  #readString(): void {
    for (this.#at += 1; this.#text[this.#at] !== '"'; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === backslash) this.#readEscape();
      else if (code < space) this.#fail("control character found while parsing a string");
      else if (Number.isNaN(code)) this.#fail("EOF while parsing a string");
    }
    this.#at += 1;
  }

  #readEscape(): void {
    escape.lastIndex = this.#at;
    const [sequence] = escape.exec(this.#text) ?? this.#fail("invalid escape");
    this.#at += sequence.length - 1;
  }

  #readScalar(): void {
    scalar.lastIndex = this.#at;
    const [token] = scalar.exec(this.#text) ?? this.#fail("expected value");
    this.#at += token.length;
  }

  #takes(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }

  #fail(reason: string): never {
    const isOver = this.#at >= this.#text.length;
    throw new FaultFound({ reason: isOver ? "EOF while parsing" : reason, offset: this.#at });
  }
}

const space = 32;
const backslash = 92;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

export function isSpace(code: number): boolean {
  return code === space || code === 10 || code === 13 || code === 9;
}

class FaultFound extends Error {
  readonly fault: JsonFault;

  constructor(fault: JsonFault) {
    super(fault.reason);
    this.fault = fault;
  }
}

function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
  return isWrapped ? unwrap(schema.def.innerType) : schema;
}

function memberOf(schema: z.core.$ZodType | undefined, name: string): z.core.$ZodType | undefined {
  if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, name)) return undefined;
  return schema.shape[name];
}

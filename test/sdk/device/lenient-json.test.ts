import * as fc from "fast-check";
import type { JsonObject } from "fledgling";
import { expect, it } from "vitest";
import { LenientJsonError } from "../../../sdk/device/lenient-json-reader.ts";
import { parseSignals } from "../../../sdk/device/lenient-json.ts";

/** What `parseSignals` says of a text it cannot take. */
function problemOf(text: string): string {
  try {
    parseSignals(text);
  } catch (error) {
    if (error instanceof LenientJsonError) return error.message;
    throw error;
  }
  throw new Error(`expected ${text} to be refused`);
}

const anyObject = fc.dictionary(
  fc.string({ unit: "binary" }),
  fc.jsonValue({ stringUnit: "binary" }),
) as fc.Arbitrary<JsonObject>;

it("reads any JSON object as JSON.parse does", () => {
  fc.assert(
    fc.property(anyObject, fc.constantFrom(undefined, 2, "\t"), (object, indent) => {
      const text = JSON.stringify(object, undefined, indent);

      expect(parseSignals(text)).toEqual(JSON.parse(text));
    }),
  );
});

it("reads any JSON object as JSON.parse does when something lax stands beside it", () => {
  fc.assert(
    fc.property(anyObject, fc.constantFrom(undefined, 2, "\t"), (object, indent) => {
      const text = JSON.stringify(object, undefined, indent);

      expect(parseSignals(`/* lax */${text} // too`)).toEqual(JSON.parse(text));
    }),
  );
});

it("takes any object for its own text", () => {
  fc.assert(
    fc.property(anyObject, (object) => {
      expect(parseSignals(object)).toBe(object);
    }),
  );
});

it("never fails in another way than its own", () => {
  const marks = "{}[]:,\"'\\/*+-.0x1eE \n".split("");
  const pieces = fc.constantFrom(...marks, "a", "null", "NaN", "\\u12", "//");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = `{a:${parts.join("")}}`;
      const outcome = ((): unknown => {
        try {
          return parseSignals(text);
        } catch (error) {
          return error;
        }
      })();

      expect(outcome instanceof LenientJsonError || !(outcome instanceof Error)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

// What both Android's parser and a script's source take (spec: on-device 1.1)
it.each<[string, object]>([
  ["{bid_floor:2.0}", { bid_floor: 2 }],
  ["{'a': 'it\\'s \"1\"'}", { a: 'it\'s "1"' }],
  ["{ $a_1: 1, ünï: 2 }", { $a_1: 1, ünï: 2 }],
  [
    "{ a: 0x1F, b: .5, c: 5., d: +1, e: -0x10, f: 1e3 }",
    { a: 31, b: 0.5, c: 5, d: 1, e: -16, f: 1000 },
  ],
  ["{ a: [1, 'two', [], {}, ] }", { a: [1, "two", [], {}] }],
  ["/* one */ { // two\n a: /* three */ 1 }", { a: 1 }],
  ["{ a: true, b: false, c: null }", { a: true, b: false, c: null }],
  ["{ a: undefined, b: NaN, c: 1 }", { c: 1 }],
  ["{ a: [undefined] }", { a: [null] }],
  ["{ a: '\\x41\\u00e9\\n\\\n\\q\\0' }", { a: "Aé\nq\0" }],
  ["{ a: 'tab\there' }", { a: "tab\there" }],
  ["{ a: 1, a: 2 }", { a: 2 }],
  ["{}", {}],
  ["\ufeff { a: 1 } \u00a0", { a: 1 }],
])("takes %s", (text, value) => {
  expect(parseSignals(text)).toEqual(value);
});

it("takes a key that an object has by birth for a key like any other", () => {
  const read = parseSignals("{ __proto__: { a: 1 }, constructor: 2 }");

  expect(Object.entries(read)).toEqual([
    ["__proto__", { a: 1 }],
    ["constructor", 2],
  ]);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});

it.each([
  ["", "expected a value at character 1, got the end of the text"],
  ["[1]", "expected an object, got [1]"],
  ["'text'", "expected an object, got 'text'"],
  ["null", "expected an object, got null"],
  ["undefined", "expected an object, got undefined"],
  ["bid_floor: 2", 'expected a value at character 1, got "bid_floor"'],
  ["{ a: 1", 'expected "," or "}" at character 7, got the end of the text'],
  ["{ a: 1 } b", 'expected the end of the text at character 10, got "b"'],
  ["{ a 1 }", 'expected ":" after key "a" at character 5, got "1"'],
  ["{ a: b }", 'expected a value at character 6, got "b"'],
  ["{ a: 1, }", 'expected a key at character 9, got "}"'],
  ["{ 1: 2 }", 'expected a key at character 3, got "1"'],
  ["{ a: 010 }", 'expected a value at character 6, got "0"'],
  ["{ a: 1.2.3 }", 'expected a value at character 6, got "1"'],
  ["{ a: Infinity }", 'expected a value at character 6, got "Infinity"'],
  ["{ a: toString }", 'expected a value at character 6, got "toString"'],
  ["{ a: 'open }", "expected ' at the end of a text at character 13, got the end of the text"],
  ["{ a: 'two\nlines' }", 'expected \' at the end of a text at character 10, got "\n"'],
  ["{ a: '\\u12' }", 'expected an escape that JavaScript knows at character 7, got "\\"'],
  ["{ a: '\\u{41}' }", 'expected an escape that JavaScript knows at character 7, got "\\"'],
  ["{ a: [1 2] }", 'expected "," or "]" at character 9, got "2"'],
  ["{ a: # comment\n 1 }", 'expected a value at character 6, got "#"'],
  ["{ a = 1 }", 'expected ":" after key "a" at character 5, got "="'],
])("refuses %j and says where", (text, problem) => {
  expect(problemOf(text)).toBe(problem);
});

it.each([
  ["{a:", "}"],
  ['{"a":', "}"],
  ["[", "]"],
])("refuses what is nested too deeply to be written again: %s", (open, close) => {
  const text = open.repeat(100_000) + "1" + close.repeat(100_000);

  expect(problemOf(`{ a: ${text} }`)).toBe("nested more than 500 levels deep");
});

it("reads a megabyte of lax text without stumbling", () => {
  const text = "x".repeat(1_000_000);

  expect(parseSignals(`{a:'${text}'}`)).toEqual({ a: text });
  expect(problemOf(`{a:'${text}`)).toMatch(/^expected ' at the end of a text at character 1000005/);
});

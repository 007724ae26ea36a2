import { expect, it } from "vitest";
import { parseMediateRequest } from "../../../ad-server/index.ts";
import { aBid, aBody, answerTo, winnersOf } from "./a-mediate-request.ts";

const valid = JSON.stringify(aBody({ a: [aBid(2)] }));
const bid = "ext.bidder_responses[0].bids[0]";

function statusOf(text: string): number {
  const parsed = parseMediateRequest(text);
  return parsed.kind === "refused" ? parsed.status : 200;
}

function refusalOf(text: string): readonly [number, string, string] {
  const parsed = parseMediateRequest(text);
  if (parsed.kind === "request") throw new Error("it was taken");
  return [parsed.status, parsed.code, parsed.message];
}

const withPrice = (token: string): string => valid.replace('"price":2', `"price":${token}`);
const withWidth = (token: string): string => valid.replace('"h":250}}]', `"h":${token}}}]`);
const bidWidth = (token: string): string =>
  valid.replace('"price":2,"w":300', `"price":2,"w":${token}`);

// spec: mediate-endpoint 1.2
it.each<[string, string, number]>([
  ["an empty body", "", 400],
  ["a truncated body", valid.slice(0, -1), 400],
  ["NaN", withPrice("NaN"), 400],
  ["a comment", `/* */${valid}`, 400],
  ["a byte order mark", `\uFEFF${valid}`, 400],
  ["text after the value", `${valid} x`, 400],
  ["half a surrogate pair", valid.replace("auction", String.raw`\ud800`), 400],
  ["a whole surrogate pair", valid.replace("auction", String.raw`\ud83d\ude00`), 200],
  ["a list", "[]", 400],
  ["a text", '"x"', 400],
  ["null", "null", 400],
  ["nothing in it", "{}", 400],
  ["a price in quotes", withPrice('"2"'), 400],
  ["a boolean price", withPrice("true"), 400],
  ["a null price", withPrice("null"), 400],
  ["a price of 2.0", withPrice("2.0"), 200],
  ["a price of 1e2", withPrice("1e2"), 200],
  ["a price of -0.0", withPrice("-0.0"), 200],
  ["a price of 0", withPrice("0"), 200],
  ["a price out of range", withPrice("1e400"), 400],
  ["a negative price", withPrice("-1"), 422],
  ["a width in quotes", bidWidth('"300"'), 400],
  ["a fractional width", bidWidth("300.5"), 400],
  ["a width of 300.0", bidWidth("300.0"), 400],
  ["a width of 3e2", bidWidth("3e2"), 400],
  ["a width of 3E2", bidWidth(" 3E2"), 400],
  ["a width of -0", bidWidth("-0"), 400],
  ["a width of 2^63 - 1", bidWidth("9223372036854775807"), 200],
  ["a width of 2^63", bidWidth("9223372036854775808"), 400],
  ["a width of 0", bidWidth("0"), 422],
  ["a width of 1", bidWidth("1"), 200],
  ["a banner's height of 250.0", withWidth("250.0"), 400],
  ["a banner's height of -5", withWidth("-5"), 200],
  ["an unknown key", valid.replace("{", '{"x":1,'), 200],
  ["an unknown key twice", valid.replace("{", '{"x":1,"x":2,'), 200],
  ["a known key twice", valid.replace("{", '{"id":"b",'), 400],
  ["a known key twice, once in escapes", valid.replace("{", String.raw`{"\u0069d":"b",`), 400],
  ["a known key twice, with room before its colon", valid.replace("{", '{"id" :"b",'), 400],
  ["markup that looks like a key", valid.replace("{", String.raw`{"x":"a\":b",`), 200],
  [
    "a known key twice, next to markup that looks like one",
    valid.replace("{", String.raw`{"x":"a\":b","id":"b",`),
    400,
  ],
  ["a key that ends in a backslash", valid.replace("{", String.raw`{"x\\":1,`), 200],
  [
    "a known key twice, next to one that ends in a backslash",
    valid.replace("{", String.raw`{"x\\":1,"id":"b",`),
    400,
  ],
  [
    "a known key twice within a bid",
    valid.replace('"w":300,"h":250,"adm"', '"w":1,"w":300,"h":250,"adm"'),
    400,
  ],
  ["a poisoned prototype", valid.replace("{", '{"__proto__":{"id":5},'), 200],
  [
    "integers that are none in a list",
    valid.replace('"banner":{', '"banner":{"api":[3,5.0],'),
    400,
  ],
  ["integers in a list", valid.replace('"banner":{', '"banner":{"api":[3,5],'), 200],
  ["nesting beyond measure", valid.replace("{", `{"x":${"[".repeat(1e5)}${"]".repeat(1e5)},`), 400],
  ["a nesting of a hundred", valid.replace("{", `{"x":${"[".repeat(99)}${"]".repeat(99)},`), 200],
  [
    "null instead of optional fields",
    valid.replace('"adm":"<p>2</p>"', '"adm":null,"crid":null,"adomain":null'),
    200,
  ],
  ["null among domains", valid.replace('"adm"', '"adomain":[null],"adm"'), 400],
  ["a null config", valid.replace('"ext":{', '"ext":{"config":null,'), 200],
  ["an ext of the impression that is a list", valid.replace('"banner"', '"ext":[],"banner"'), 400],
  ["a deal without an id", valid.replace('"banner"', '"pmp":{"deals":[{}]},"banner"'), 400],
  [
    "a native request of any kind",
    valid.replace('"banner"', '"native":{"request":5},"banner"'),
    200,
  ],
  // spec: mediate-endpoint 1.3
  ["an empty id", valid.replace("auction", ""), 422],
  ["a blank id", valid.replace("auction", " "), 200],
  ["an empty impression id", valid.replace('"id":"imp-1"', '"id":""'), 200],
  ["no impressions", valid.replace(/"imp":\[.*?\}\}\]/, '"imp":[]'), 422],
  ["no bidders", '{"id":"a","imp":[{"id":"i"}],"ext":{"bidder_responses":[]}}', 422],
  ["a bidder without bids", JSON.stringify(aBody({ a: [] })), 200],
  ["a bidder without a name", JSON.stringify(aBody({ "": [] })), 422],
  ["a type error and a value error", bidWidth("0").replace('"price":2', '"price":"2"'), 400],
])("answers %s as the documented service does", (_what, text, status) => {
  expect(statusOf(text)).toBe(status);
});

it("says where JSON breaks off", () => {
  expect(refusalOf('{"id":\n  tru}')).toEqual([
    400,
    "BAD_REQUEST",
    "invalid JSON payload: expected value at line 2 column 3",
  ]);
});

it("names what nobody sees", () => {
  expect(refusalOf(`\uFEFF${valid}`)).toEqual([
    400,
    "BAD_REQUEST",
    "invalid JSON payload: expected value, found a byte order mark at line 1 column 1",
  ]);
});

it("lists every field of a wrong form with its place, and counts a form before a value", () => {
  const text = JSON.stringify(aBody({ a: [aBid("2", { w: 300.5, h: 0 })] }));

  const [status, code, message] = refusalOf(text);

  expect([status, code]).toEqual([400, "BAD_REQUEST"]);
  expect(message.replaceAll(/\d+$/gm, "N")).toBe(
    [
      `invalid JSON payload: ${bid}.price: invalid type: string, expected number at line 1 column N`,
      `${bid}.w: invalid type: number 300.5, expected integer at line 1 column N`,
      `${bid}.h: Validation error: range (at least 1, and this is 0)`,
    ].join("\n"),
  );
});

it("lists every value that is not allowed, one a line", () => {
  const text = JSON.stringify(aBody({ "": [aBid(-1, { imp_id: "" })] }, { price_floor: -2 }));

  expect(refusalOf(text)).toEqual([
    422,
    "VALIDATION_ERROR",
    [
      "ext.bidder_responses[0].bidder: Validation error: length (at least 1, and this is empty)",
      `${bid}.imp_id: Validation error: length (at least 1, and this is empty)`,
      `${bid}.price: Validation error: range (at least 0, and this is -1)`,
      "ext.config.price_floor: Validation error: range (at least 0, and this is -2)",
    ].join("\n"),
  ]);
});

it.each([
  ["missing fields", JSON.stringify(aBid(2)), "{}"],
  ["undecodable prices", '"price":2', '"price":2,"encoded_price":"%"'],
  ["integers that are none", '"w":300,"h":250,"adm"', '"w":300.0,"h":250,"adm"'],
])("stops listing after a hundred problems: %s", (_what, from, to) => {
  const text = JSON.stringify(aBody({ a: Array.from({ length: 5_000 }, () => aBid(2)) }));

  const parsed = parseMediateRequest(text.replaceAll(from, to));

  const problems = parsed.kind === "refused" ? parsed.problems : [];
  expect([problems.length, problems.at(-1)]).toEqual([
    101,
    { path: "", message: "there are more problems than these" },
  ]);
});

// spec: mediate-endpoint 2.4
it("takes an encoded price, which counts more than a plain one", () => {
  const body = aBody({
    a: [aBid(undefined, { encoded_price: btoa("2.5") })],
    b: [aBid(9, { encoded_price: btoa("1.5") })],
  });

  expect(winnersOf(answerTo(body))).toEqual(["a imp-1 2.5"]);
});

it.each([["%%%"], [btoa("much")], [btoa("Infinity")], [""]])(
  "refuses an encoded price that is none: %s",
  (encoded) => {
    const text = JSON.stringify(aBody({ a: [aBid(1, { encoded_price: encoded })] }));

    const [status, , message] = refusalOf(text);

    expect(status).toBe(400);
    expect(message).toContain(`${bid}.encoded_price: Failed to decode price`);
  },
);

it("refuses a bid with neither price", () => {
  const [status, , message] = refusalOf(JSON.stringify(aBody({ a: [aBid(undefined)] })));

  expect(status).toBe(400);
  expect(message).toContain(`${bid}.price: missing field`);
});

it("takes ten thousand bids and ids of a megabyte", () => {
  const id = "x".repeat(1_000_000);
  const bids = Array.from({ length: 10_000 }, (_, index) => aBid(index % 100));

  const answer = answerTo(aBody({ a: bids }, undefined, { id }));

  expect([answer.id.length, winnersOf(answer)]).toEqual([1_000_000, ["a imp-1 99"]]);
});

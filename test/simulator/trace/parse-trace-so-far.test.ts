import { expect, it } from "vitest";
import { parseTraceSoFar } from "../../../simulator/trace/parse-trace.ts";
import { runExample, toLines } from "../../support/a-trace.ts";
import { errorOf } from "../../support/error-of.ts";

const events = await runExample("01-waterfall");
const text = toLines(events);

it("has all of a whole trace, and nothing to complain of", () => {
  expect(parseTraceSoFar(text, "t.jsonl")).toEqual({ events: JSON.parse(JSON.stringify(events)) });
});

it("has what comes before the line that breaks off", () => {
  const { events: read, brokenAt } = parseTraceSoFar(text.slice(0, -30), "t.jsonl");

  expect(read).toHaveLength(events.length - 1);
  expect(brokenAt).toEqual({
    line: events.length,
    message: "the line breaks off; what came after it is lost",
  });
});

it("has every line of a trace that ends early", () => {
  const lines = toLines(events.slice(0, 20));

  const { events: read, brokenAt } = parseTraceSoFar(lines, "t.jsonl");

  expect(read).toHaveLength(20);
  expect(brokenAt?.line).toBe(20);
});

it("stops at the first line that is no event, and at a second session", () => {
  const lines = text.split("\n");
  const wrong = lines.with(9, '{"type":"node.exploded","atMs":0}').join("\n");

  expect(parseTraceSoFar(wrong, "t.jsonl").events).toHaveLength(9);
  expect(parseTraceSoFar(`${text}${text}`, "t.jsonl").events).toHaveLength(events.length);
});

it("refuses what does not begin as a trace", async () => {
  const noSeed = text.replace(/"seed":\d+,/, "");

  expect((await errorOf(() => parseTraceSoFar(noSeed, "t.jsonl"))).code).toBe("ERR_TRACE_INVALID");
  expect((await errorOf(() => parseTraceSoFar("", "t.jsonl"))).code).toBe("ERR_TRACE_INVALID");
});

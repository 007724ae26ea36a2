import { expect, it } from "vitest";
import { loadTrace } from "../../../simulator/index.ts";
import { parseTrace } from "../../../simulator/trace/parse-trace.ts";
import { aSessionStart, aTrace, EXAMPLES, runExample, toLines } from "../../support/a-trace.ts";
import { errorOf } from "../../support/error-of.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const whole = toLines(
  aTrace({ type: "ad.shown", atMs: 5, ...ofAd(), renderUri: "https://a.example" }),
);

function ofAd(): { readonly requestId: string; readonly adId: string; readonly networkId: string } {
  return { requestId: "request-1", adId: "ad-1", networkId: "alpha" };
}

async function problemOf(text: string): Promise<string> {
  const { code, message } = await errorOf(() => parseTrace(text, "t.jsonl"));
  return `${code}: ${message}`;
}

it.each(EXAMPLES)("reads back what a run of %s has written", async (folder) => {
  const events = await runExample(folder);

  const read = parseTrace(toLines(events), "t.jsonl");

  expect(toLines(read)).toBe(toLines(events));
});

it("does not mind the ends of lines, nor empty ones", () => {
  const events = parseTrace(`${whole.replaceAll("\n", "\r\n")}\r\n\n`, "t.jsonl");

  expect(toLines(events)).toBe(whole);
});

it.each([
  ["an empty file", "", "it is empty"],
  ["a scenario", "version: 1\napp: {}\n", "it does not begin with session.started"],
  ["the document of run --json", '{\n  "name": "x"\n}\n', "it does not begin with session.started"],
  ["another event", '{"type":"session.finished"}\n', "it does not begin with session.started"],
  ["a list", "[]\n", "it does not begin with session.started"],
  ["a trace without the end of its first line", whole.slice(0, 60), "its first line breaks off"],
])("refuses %s", async (_what, text, why) => {
  const problem = await problemOf(text);

  expect(problem).toBe(`ERR_TRACE_INVALID: "t.jsonl" is no trace: ${why}.`);
});

it.each([
  [
    1,
    "Run the scenario again to have a new trace, or read this one with the Fledgling that wrote it.",
  ],
  [99, "Update Fledgling, or run the scenario again to have a trace of this one."],
])("refuses a trace of version %s, whatever else it holds", async (traceVersion, advice) => {
  const line = JSON.stringify({ type: "session.started", traceVersion, news: true });

  const { code, message, hint } = await errorOf(() => parseTrace(`${line}\n`, "t.jsonl"));

  expect([code, message, hint]).toEqual([
    "ERR_TRACE_INVALID",
    `"t.jsonl" is a trace of version ${traceVersion}, and this Fledgling reads version 2.`,
    advice,
  ]);
});

it("reads a first line of several megabytes, and says so briefly when something in it is wrong", async () => {
  const scenario = { sellers: { "a.example": { decisionLogic: { inline: "x".repeat(5e6) } } } };
  const huge = aTrace().with(0, aSessionStart({ scenario }));

  const events = parseTrace(toLines(huge), "t.jsonl");
  const problem = await problemOf(toLines(huge).replace('"seed":1', '"seed":"1"'));

  expect(events).toHaveLength(2);
  expect(problem).toBe(
    'ERR_TRACE_INVALID: Cannot read trace "t.jsonl": 1 problem\n  t.jsonl:1  session.started  seed: expected a number, got "1"',
  );
});

it.each([
  [
    "a line that breaks off",
    whole.slice(0, -8),
    "3  the line breaks off; what came after it is lost",
  ],
  [
    "a trace without its end",
    whole.split("\n").slice(0, 2).join("\n"),
    "2  the trace ends here, before session.finished; what came after it is lost",
  ],
  [
    "two traces in one",
    whole.replace(/\{"type":"ad.*/, JSON.stringify(aSessionStart())),
    "2  session.started: a second session begins; a trace holds one",
  ],
  [
    "a misspelt event",
    whole.replace("ad.shown", "ad.shwon"),
    '2  no event is called "ad.shwon", did you mean "ad.shown"?',
  ],
  [
    "a misspelt fact",
    whole.replace("adId", "adID"),
    '2  ad.shown  adID: unknown key, did you mean "adId"?',
  ],
  [
    "a fact of another type",
    whole.replace('"atMs":5', '"atMs":"5"'),
    '2  ad.shown  atMs: expected a number, got "5"',
  ],
  [
    "what is nested too deep to be looked at",
    whole.replace('"scenario":{', `"scenario":{"x":${"[".repeat(50_000)}${"]".repeat(50_000)}`),
    "1  nested deeper than any event needs",
  ],
  [
    "an object that is no event",
    whole.replace('"type":"ad.shown",', ""),
    '2  no event: it has no "type"',
  ],
])("refuses %s, and says where", async (_what, text, problem) => {
  expect(await problemOf(text)).toBe(
    `ERR_TRACE_INVALID: Cannot read trace "t.jsonl": 1 problem\n  t.jsonl:${problem}`,
  );
});

it("says what a line is that is no JSON", async () => {
  const problem = await problemOf(whole.replace(/\{"type":"ad.*/, "hello"));

  expect(problem).toMatch(/: 1 problem\n {2}t\.jsonl:2 {2}no JSON: Unexpected token/);
});

it("lists the first problems and counts the rest", async () => {
  const wrong = Array.from({ length: 10 }, () => '{"type":"x"}\n').join("");

  const problem = await problemOf(whole.replace("\n", `\n${wrong}`));

  expect(problem.split("\n")).toEqual([
    'ERR_TRACE_INVALID: Cannot read trace "t.jsonl": 10 problems',
    ...[2, 3, 4, 5, 6, 7, 8, 9].map((line) => `  t.jsonl:${line}  no event is called "x"`),
    "  and 2 more",
  ]);
});

it("says why a file cannot be read", async () => {
  const { path: cwd } = await aTempFolder();

  const { code, message, hint } = await errorOf(() => loadTrace("t.jsonl", { cwd }));

  expect([code, message, hint]).toEqual([
    "ERR_TRACE_UNREADABLE",
    'Cannot read trace "t.jsonl": there is no such file.',
    "Name a file that was written with: fledgling run scenario.yaml --trace FILE",
  ]);
});

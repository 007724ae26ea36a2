import { expect, it } from "vitest";
import { fixScript } from "../../../decision-logic/lint/apply-fixes.ts";
import { lintScript } from "../../../decision-logic/lint/lint-script.ts";

function fix(source: string) {
  const { problems, ...fixed } = fixScript(source, (text) => lintScript({ source: text }));
  return { ...fixed, left: problems.map(({ rule }) => rule) };
}

it("fixes what one fix uncovers, until nothing is left", () => {
  const source = `function report_result(config, render_uri) {
  return { status: 0, results: { signalsForBuyer: { a: 1 }, reportingUri: \`http://\${config.seller}/r?ad=\${render_uri}\` } };
}`;

  expect(fix(source)).toEqual({
    source: `function reportResult(config, render_uri) {
  return { status: 0, results: { signals_for_buyer: JSON.stringify({ a: 1 }), reporting_uri: \`https://\${config.seller}/r?ad=\${encodeURIComponent(render_uri)}\` } };
}`,
    fixedCount: 6,
    left: [],
  });
});

it("keeps a variable when the key that is short for it is renamed", () => {
  const source =
    "function scoreAd(ad, bid) { const { renderUri } = ad; const scor = bid * renderUri.length; return { status: 0, scor }; }";

  expect(fix(source).source).toBe(
    "function scoreAd(ad, bid) { const { render_uri: renderUri } = ad; const scor = bid * renderUri.length; return { status: 0, score: scor }; }",
  );
});

it.each([
  [
    "says nothing where a bid should reach its floor",
    "function scoreAd(ad, bid, { auction_signals: { floor } }) { return { status: 0, score: bid > floor ? bid : 0 }; }",
    ["strict-floor"],
  ],
  [
    "cannot choose between two functions",
    "function scoread() { return { status: 0, score: 1 }; }\nfunction score_ad() { return { status: 0, score: 2 }; }",
    ["misnamed-function", "misnamed-function"],
  ],
  [
    "cannot choose between two keys",
    "function scoreAd() { return { status: 0, scor: 1, scored: 2 }; }",
    ["misnamed-result-key", "misnamed-result-key"],
  ],
  [
    "leaves null in scoreAd, where it may mean anything",
    "function scoreAd() { return null; }",
    ["no-result-object"],
  ],
])("%s", (_what, source, left) => {
  expect(fix(source)).toEqual({ source, fixedCount: 0, left });
});

it("ends even where two fixes undo each other", () => {
  const lint = (text: string) =>
    lintScript({ source: "function selectOutcome() { return null; }" }).map((problem) => ({
      ...problem,
      fix: { range: [0, 1] as const, text: text.startsWith("a") ? "b" : "a" },
    }));

  expect(fixScript("abc", lint).fixedCount).toBe(10);
});

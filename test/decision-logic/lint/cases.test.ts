/** What the rules find beyond the snippets of their page, and what they leave alone. */
import { expect, it } from "vitest";
import { lintScript } from "../../../decision-logic/lint/lint-script.ts";
import type { LintSurroundings } from "../../../decision-logic/lint/lint-surroundings.ts";
import { PROFILES } from "../../../sdk/device/profile.ts";

const score = "function scoreAd(ad, bid) { return { status: 0, score: bid }; }";

const reportTo = (uri: string, before = ""): string =>
  `function reportResult(config, render_uri, bid) { ${before} return { status: 0, results: { signals_for_buyer: "{}", reporting_uri: ${uri} } }; }`;

const winWith = (statements: string): string =>
  `function reportWin(auction, buyer, seller) { ${statements} return { status: 0, results: { reporting_uri: "https://b.example/w" } }; }`;

const select = (body: string): string =>
  `function selectOutcome(outcomes, selection_signals) { ${body} }`;

const nobody = "{ status: 0, result: null }";

type Found = readonly string[];

/** Each rule that has something to say, with the text that it points at. */
function found(source: string, surroundings: LintSurroundings = {}): Found {
  const lines = source.split("\n");
  return lintScript({ source, ...surroundings }).map(
    ({ rule, line, column, endLine, endColumn }) => {
      const end = endLine === line ? endColumn - 1 : undefined;
      return `${rule}: ${(lines[line - 1] ?? "").slice(column - 1, end)}`;
    },
  );
}

it.each<[what: string, source: string, rules: Found]>([
  ["an import", `import { a } from "a";\n${score}`, ["module-syntax: import"]],
  ["an import at run time", `${score}\nimport("./a.js");`, ['module-syntax: import("./a.js")']],
  [
    "a global of Node as a method",
    `${score}\nglobalThis.require("fs");`,
    ["missing-global: globalThis.require"],
  ],
  [
    "a global behind the wrong question",
    `${score}\nif (typeof URL === "function") fetch("/");`,
    ["missing-global: fetch"],
  ],
  ["a global before the question", `${score}\natob("") || typeof atob;`, ["missing-global: atob"]],
  [
    "a local that is out of its block",
    "function scoreAd(ad, bid) { { let x = bid; } return { status: 0, score: x }; }",
    ["undeclared-name: x"],
  ],
  [
    "a reserved name among reporting functions",
    `function isString(x) { return true; }\n${winWith("")}`,
    ["reserved-name: isString"],
  ],
  [
    "beacons while bidding",
    `function generateBid(ad) { registerAdBeacon({}); return { status: 0, ad, bid: 1 }; }`,
    ["misplaced-global: registerAdBeacon"],
  ],
  [
    "a misspelt function with its signature in another style",
    "const GenerateBid = (ad) => ({ status: 0, ad, bid: 1 });",
    ["misnamed-function: GenerateBid"],
  ],
  [
    "an arrow function with too many parameters",
    "var selectOutcome = (a, b, c) => ({ status: 0, result: null });",
    ["wrong-arity: c"],
  ],
  [
    "a promise that is made by hand",
    `function scoreAd() { return Promise.resolve({ status: 0, score: 1 }); }`,
    ["asynchronous-function: Promise.resolve({ status: 0, score: 1 })"],
  ],
  [
    "a generator",
    `function* scoreAd() { return { status: 0, score: 1 }; }`,
    ["asynchronous-function: scoreAd"],
  ],
  [
    "a bare return",
    select(`if (outcomes.length > 1) return; return ${nobody};`),
    ["no-result-object: return;"],
  ],
  [
    "a number on one branch of a condition",
    "function scoreAd(ad, bid) { return bid > 1 ? { status: 0, score: bid } : 0; }",
    ["no-result-object: 0"],
  ],
  [
    "an end without a return",
    "function scoreAd(ad, bid) { if (bid) { return { status: 0, score: bid }; } }",
    ["no-result-object: scoreAd"],
  ],
  [
    "a switch without a default",
    "function scoreAd(ad, bid) { switch (bid) { case 1: return { status: 0, score: 1 }; } }",
    ["no-result-object: scoreAd"],
  ],
  [
    "a result that is named first",
    "function scoreAd(ad, bid) { const result = { score: bid }; return result; }",
    ["missing-result-key: { score: bid }"],
  ],
  [
    "an ad without metadata",
    "function generateBid() { return { status: 0, bid: 1, ad: { render_uri: 'https://b.example/a' } }; }",
    ["missing-result-key: { render_uri: 'https://b.example/a' }"],
  ],
  [
    "results instead of result",
    select("return { status: 0, results: null };"),
    ["misnamed-result-key: results"],
  ],
  [
    "a misspelt key that is also a variable",
    reportTo("1").replace("signals_for_buyer:", "signalsForBuyer:"),
    ["misnamed-result-key: signalsForBuyer"],
  ],
  [
    "the first of outcomes that are only known to be some",
    select(
      `if (outcomes.length === 0) return ${nobody}; return { status: 0, result: outcomes.at(0) };`,
    ),
    ["first-outcome: outcomes.at(0)"],
  ],
  [
    "a floor on the left",
    select(
      "return { status: 0, result: outcomes.find(({ bid }) => selection_signals.bid_floor < bid) };",
    ),
    ["strict-floor: selection_signals.bid_floor < bid"],
  ],
  [
    "a floor that turns down with <=",
    "function scoreAd(ad, bid, { auction_signals: { floor } }) { if (bid <= floor) return { status: 0, score: 0 }; return { status: 0, score: bid }; }",
    ["strict-floor: bid <= floor"],
  ],
  [
    "Chrome's name of an ad's address",
    "function scoreAd(ad, bid) { return { status: 0, score: ad.renderURL ? bid : 0 }; }",
    ["unknown-field: renderURL"],
  ],
  [
    "an outcome's field in a loop",
    select(
      `for (const outcome of outcomes) { if (outcome.cpm > 1) return { status: 0, result: outcome }; } return ${nobody};`,
    ),
    ["unknown-field: cpm"],
  ],
  [
    "a field that a parameter is taken apart into",
    "function generateBid(ad, a, p, t, c, { userBiddingSignals }) { return { status: 0, ad, bid: userBiddingSignals.x }; }",
    ["unknown-field: userBiddingSignals"],
  ],
  [
    "ids that are compared with a number",
    select("return { status: 0, result: outcomes.find((each) => each.id === 7) };"),
    ["numeric-id: each.id === 7"],
  ],
  [
    "a host that a constant ends with",
    reportTo('base + "report"', 'const base = "https://s.example";'),
    ['missing-slash: "report"'],
  ],
  [
    "a missing slash in a template",
    reportTo("`https://${config.seller}report?bid=${bid}`"),
    ["missing-slash: report?bid="],
  ],
  [
    "a second question mark in a constant",
    reportTo('base + "?b=" + bid', 'const base = "https://s.example/r?a=1";'),
    ['second-question-mark: "?b="'],
  ],
  [
    "JSON in a query",
    reportTo('"https://s.example/r?x=" + JSON.stringify(config)'),
    ["unencoded-value: JSON.stringify(config)"],
  ],
  [
    "an address without its s in a template",
    reportTo("`http://${config.seller}/r`"),
    ["insecure-uri: http://"],
  ],
  [
    "a helper of which only one caller asks",
    winWith('if (typeof registerAdBeacon === "function") add(); add();').concat(
      '\nconst add = () => registerAdBeacon({ a: "https://b.example/c" });',
    ),
    ["unguarded-beacon: registerAdBeacon"],
  ],
  [
    "an array of beacons",
    winWith(
      'if (typeof registerAdBeacon === "function") registerAdBeacon(["https://b.example/c"]);',
    ),
    ['beacon-arguments: ["https://b.example/c"]'],
  ],
  [
    "a beacon that is no text",
    winWith("try { registerAdBeacon({ click: 5 }); } catch {}"),
    ["beacon-arguments: 5"],
  ],
  [
    "a question that asks too late",
    winWith(
      'registerAdBeacon?.({ click: "https://b.example/c" }); if (typeof registerAdBeacon === "function") {}',
    ),
    ["unguarded-beacon: registerAdBeacon"],
  ],
  [
    "beacons in a loop",
    winWith(
      'try { for (const key of seller.keys) registerAdBeacon({ [key]: "https://b.example/c" }); } catch {}',
    ),
    ['repeated-beacon: registerAdBeacon({ [key]: "https://b.example/c" })'],
  ],
  [
    "eleven beacons",
    winWith(
      `try { registerAdBeacon({ ${Array.from({ length: 11 }, (_, key) => `k${key}: "https://b.example/c"`).join(", ")} }); } catch {}`,
    ),
    ['beacon-limits: k10: "https://b.example/c"'],
  ],
  [
    "a key of 21 characters and 42 bytes",
    winWith(`try { registerAdBeacon({ "${"é".repeat(21)}": "https://b.example/c" }); } catch {}`),
    ['beacon-limits: "ééééééééééééééééééééé"'],
  ],
  [
    "the time of now",
    "function generateBid(ad) { return { status: 0, ad, bid: new Date().getHours() }; }",
    ["unrepeatable: new Date()"],
  ],
  [
    "a comparison by language",
    "function scoreAd(ad, bid) { return { status: 0, score: 'a'.localeCompare('b') }; }",
    ["locale-dependent: 'a'.localeCompare"],
  ],
  [
    "a map that remembers",
    "const seen = new Map();\nfunction scoreAd(ad, bid) { seen.set(ad.render_uri, bid); return { status: 0, score: bid }; }",
    ["kept-state: seen.set"],
  ],
  [
    "a helper that counts",
    "let calls = 0;\nconst count = () => { calls += 1; };\nfunction scoreAd(ad, bid) { count(); return { status: 0, score: bid }; }",
    ["kept-state: calls"],
  ],
  [
    "a global by accident",
    "function scoreAd(ad, bid) { total = bid; return { status: 0, score: total }; }",
    ["kept-state: total"],
  ],
])("finds %s", (_what, source, rules) => {
  expect(found(source)).toEqual(rules);
});

it.each<[what: string, source: string]>([
  [
    "a global behind typeof",
    `${score}\nif (typeof URL !== "undefined") new URL("https://s.example/");`,
  ],
  [
    "a global behind a name for the question",
    `${score}\nconst has = typeof fetch === "function";\nconst go = () => has && fetch("/");`,
  ],
  ["a global that is called only if it is there", `${score}\nglobalThis.setTimeout?.(() => 0, 1);`],
  [
    "a global after leaving without it",
    winWith(
      'if (typeof registerAdBeacon !== "function") return { status: 0, results: { reporting_uri: "https://b.example/w" } }; registerAdBeacon({ click: "https://b.example/c" });',
    ),
  ],
  [
    "a helper whose callers ask",
    winWith('if (typeof registerAdBeacon === "function") register("https://b.example/c");').concat(
      "\nfunction register(click) { registerAdBeacon({ click }); }",
    ),
  ],
  [
    "a polyfill",
    `${score}\nvar structuredClone = (value) => JSON.parse(JSON.stringify(value));\nstructuredClone({});`,
  ],
  [
    "an argument that has the name of a global",
    "function scoreAd(ad, bid) { return { status: 0, score: ((document) => document)(bid) }; }",
  ],
  [
    "a reserved name inside of a function",
    winWith("const isString = (x) => typeof x; isString(1);"),
  ],
  [
    "helpers with names that are almost a decision function's",
    `${score}\nfunction scoreAds(ads) { return ads.map((ad) => scoreAd(ad, 1)); }`,
  ],
  [
    "a function with fewer parameters",
    "function reportResult() { return { status: 0, results: { signals_for_buyer: '{}', reporting_uri: 'https://s.example/' } }; }",
  ],
  [
    "a rest parameter",
    "function scoreAd(ad, bid, config, seller, trusted, contextual, audiences, ...rest) { return { status: 0, score: bid }; }",
  ],
  [
    "a result that somebody else puts together",
    "function scoreAd(ad, bid) { const result = {}; result.status = 0; result.score = bid; return result; }",
  ],
  [
    "a result with a spread",
    "const ok = { status: 0 }; function scoreAd(ad, bid) { return { ...ok, score: bid }; }",
  ],
  [
    "a result that a helper makes",
    "const ok = (score) => ({ status: 0, score }); function scoreAd(ad, bid) { return ok(bid); }",
  ],
  [
    "a returning if and else",
    "function scoreAd(ad, bid) { if (bid > 1) { return { status: 0, score: 1 }; } else { throw new Error('no'); } }",
  ],
  [
    "a loop that only a return ends",
    "function scoreAd(ad, bid) { while (true) { if (bid > 0) return { status: 0, score: bid }; } }",
  ],
  [
    "a nested function without a result",
    "function scoreAd(ad, bid) { [1].forEach(() => { return; }); return { status: 0, score: bid }; }",
  ],
  [
    "an extra key in a result",
    "function scoreAd(ad, bid) { return { status: 0, score: bid, rejectReason: 'x', debug: ad }; }",
  ],
  [
    "a status that is counted out",
    "function scoreAd(ad, bid) { const status = bid > 0 ? 0 : 1; return { status, score: bid }; }",
  ],
  [
    "the best of outcomes",
    select(
      "let best = outcomes[0]; for (const each of outcomes) if (each.bid > best.bid) best = each; return { status: 0, result: best };",
    ),
  ],
  [
    "the first after sorting",
    select("outcomes.sort((a, b) => b.bid - a.bid); return { status: 0, result: outcomes[0] };"),
  ],
  [
    "the only outcome",
    select(`return outcomes.length === 1 ? { status: 0, result: outcomes[0] } : ${nobody};`),
  ],
  [
    "a floor that is reached",
    "function scoreAd(ad, bid, { auction_signals: { floor } }) { return { status: 0, score: bid >= floor ? bid : 0 }; }",
  ],
  [
    "Math.floor",
    "function scoreAd(ad, bid) { return { status: 0, score: bid > Math.floor(bid) ? bid : 0 }; }",
  ],
  [
    "a floor that is held against zero",
    "function scoreAd(ad, bid, { auction_signals: { floor } }) { return { status: 0, score: floor > 0 ? bid : 0 }; }",
  ],
  [
    "whatever is in metadata and signals",
    "function scoreAd(ad, bid, { auction_signals, per_buyer_signals }, seller) { return { status: 0, score: ad.metadata.renderUrl && auction_signals.sellerSignals && per_buyer_signals['b.example'].x && seller.y ? bid : 0 }; }",
  ],
  [
    "counter keys of an ad",
    "function generateBid(ad) { return { status: 0, ad, bid: (ad.ad_counter_keys || []).length }; }",
  ],
  [
    "a method of an object",
    "function scoreAd(ad, bid) { return { status: 0, score: ad.hasOwnProperty('metadata') ? bid : 0 }; }",
  ],
  [
    "ids as text",
    select(
      "return { status: 0, result: outcomes.find(({ id }) => id === selection_signals.id) ?? outcomes.find(({ id }) => `${id}` === 'x' + id) };",
    ),
  ],
  [
    "a host that is put together",
    reportTo("`https://${config.auction_signals.shard}.s.example/r?bid=${bid}`"),
  ],
  ["a host that ends in a value", reportTo('"https://r." + config.seller + "/r"')],
  [
    "an encoded address",
    reportTo(
      "`https://s.example/r?ad=${encodeURIComponent(render_uri)}&again=${encodeURIComponent('?')}`",
    ),
  ],
  ["a question mark in a fragment", reportTo('"https://s.example/r?a=1#b?c"')],
  [
    "beacons on two branches",
    winWith(
      'if (typeof registerAdBeacon === "function") { if (seller.a) { registerAdBeacon({ a: "https://b.example/a" }); } else { registerAdBeacon({ b: "https://b.example/b" }); } }',
    ),
  ],
  [
    "a second beacon after a return",
    winWith(
      'try { if (seller.a) { registerAdBeacon({ a: "https://b.example/a" }); return { status: 0, results: { reporting_uri: "https://b.example/" } }; } registerAdBeacon({ b: "https://b.example/b" }); } catch {}',
    ),
  ],
  [
    "nothing registered first",
    winWith(
      'try { registerAdBeacon({}); registerAdBeacon({ b: "https://b.example/b" }); } catch {}',
    ),
  ],
  [
    "a date of the signals",
    "function generateBid(ad, signals) { return { status: 0, ad, bid: new Date(signals.at).getUTCHours() }; }",
  ],
  [
    "a locale that is named",
    "function scoreAd(ad, bid) { return { status: 0, score: Number(bid.toLocaleString('en-US')) }; }",
  ],
  [
    "a table that the top level makes",
    "const table = {};\nfor (const key of ['a', 'b']) table[key] = 1;\nfunction scoreAd(ad, bid) { return { status: 0, score: table.a * bid }; }",
  ],
  [
    "a helper that fills while the script is read",
    "const table = [];\nfunction fill() { table.push(1); }\nfill();\nfunction scoreAd(ad, bid) { return { status: 0, score: table[0] * bid }; }",
  ],
  [
    "a local that has the name of a top-level variable",
    "let best = 0;\nfunction scoreAd(ad, bid) { let best = bid; best += 1; return { status: 0, score: best }; }",
  ],
  [
    "classes, private names, labels and what else is new",
    "class A { static #x = 1; static { A.y = A.#x; } get z() { return A.y; } }\nfunction scoreAd(ad, bid) { out: for (;;) { break out; } return { status: 0, score: new A().z ** bid ?? 0 }; }",
  ],
  ["a byte order mark and Windows line ends", `\uFEFF"use strict";\r\n${score}\r\n`],
  ["a hashbang", `#!/usr/bin/env node\n${score}`],
])("leaves %s alone", (_what, source) => {
  expect(found(source)).toEqual([]);
});

const signals: LintSurroundings = {
  signals: {
    "ad metadata": { cpmUsd: [1] },
    "per-buyer signals": { campaign: ["spring & summer"] },
    "seller signals": {},
  },
};

it.each<[what: string, source: string, surroundings: LintSurroundings, rules: Found]>([
  [
    "a signal that nobody gives",
    "function scoreAd(ad, bid, config, { factor }) { return { status: 0, score: bid * factor }; }",
    signals,
    ["unknown-signal: factor"],
  ],
  [
    "no signal with a default",
    "function scoreAd(ad, bid, config, { factor = 1 }) { return { status: 0, score: bid * factor }; }",
    signals,
    [],
  ],
  [
    "a misspelt one in spite of its default",
    "function scoreAd(ad, bid) { return { status: 0, score: ad.metadata.cpmUSD ?? 0 }; }",
    signals,
    ["unknown-signal: cpmUSD"],
  ],
  [
    "nothing of a kind that is not known",
    "function generateBid(ad, { anything }) { return { status: 0, ad, bid: anything }; }",
    signals,
    [],
  ],
  [
    "a signal that has to be encoded",
    "function reportWin(auction, buyer) { return { status: 0, results: { reporting_uri: `https://b.example/?c=${buyer.campaign}` } }; }",
    signals,
    ["unencoded-value: buyer.campaign"],
  ],
  [
    "a function of the role",
    score,
    { functions: ["scoreAd", "reportResult"] },
    ["missing-function: "],
  ],
  [
    "nothing with one outcome",
    select("return { status: 0, result: outcomes[0] };"),
    { maxOutcomes: 1 },
    [],
  ],
  [
    "a host of one of two parties",
    reportTo('"https://s.example/r"'),
    { hosts: ["s.example", "t.example"] },
    ['foreign-host: "https://s.example/r"'],
  ],
  [
    "nothing about a subdomain, a port or capital letters",
    reportTo('"https://Log.S.example:443/r"'),
    { hosts: ["s.example"] },
    [],
  ],
  ["no module that is bundled", `export ${score}`, { isBundled: true }, []],
])("with what a scenario knows, finds %s", (_what, source, surroundings, rules) => {
  expect(found(source, surroundings)).toEqual(rules);
});

it("calls an unguarded beacon an error where the profile has beacons off, and names the profile", () => {
  const source = winWith('registerAdBeacon({ click: "https://b.example/c" });');

  const problems = ["android", "android-all-on"].map((name) =>
    lintScript({ source, profile: { name, settings: PROFILES[name as keyof typeof PROFILES] } }),
  );

  expect(problems.flat().map(({ severity, message }) => [severity, message])).toEqual([
    [
      "error",
      "Profile android has beacons off: registerAdBeacon is not defined, the call throws, and the whole report fails.",
    ],
    [
      "warning",
      "Where beacons are off, as in profile android, registerAdBeacon is not defined: the call throws, and the whole report fails.",
    ],
  ]);
});

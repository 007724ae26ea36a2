import { inCall, valueOf, type LeakAttempt } from "./leak-attempt.ts";

const matchSecret = inCall("return /s(e)(cret)/.test('a secret!');");

/** Through what the engine, or what we put there, remembers behind the scenes. */
export const leaksThroughState: readonly LeakAttempt[] = [
  { name: "the last match, group 1", tell: matchSecret, listen: valueOf("RegExp.$1") },
  { name: "the last match, group 2", tell: matchSecret, listen: valueOf("RegExp.$2") },
  { name: "the last match", tell: matchSecret, listen: valueOf("RegExp.lastMatch") },
  { name: "the last match, in short", tell: matchSecret, listen: valueOf("RegExp['$&']") },
  {
    name: "what stood before the last match",
    tell: matchSecret,
    listen: valueOf("RegExp.leftContext"),
  },
  {
    name: "what stood behind the last match",
    tell: matchSecret,
    listen: valueOf("RegExp.rightContext"),
  },
  { name: "the last parenthesis", tell: matchSecret, listen: valueOf("RegExp.lastParen") },
  { name: "the last text searched", tell: matchSecret, listen: valueOf("RegExp.input") },
  {
    name: "a match by a method of texts",
    tell: inCall("'a secret!'.replace(/(secret)/u, '');"),
    listen: valueOf("/a/['const' + 'ructor']['$' + 1]"),
  },
  {
    name: "luck that is used up",
    tell: inCall("return [Math.random(), Math.random(), Math.random()];"),
    listen: valueOf("[Math.random(), Math.random()]"),
  },
  {
    name: "luck that is used up at the top",
    tell: "const drawn = Math.random(); var run = () => drawn;",
    listen: valueOf("Math.random()"),
  },
  {
    name: "time that has passed",
    tell: inCall("for (let look = 0; look < 50; look += 1) Date.now();"),
    listen: valueOf("Date.now()"),
  },
  {
    name: "time that is over",
    tell: inCall("for (;;) Date.now();"),
    listen: valueOf("Date.now()"),
    evaluation: { budgetMs: 50 },
  },
  { name: "lines on the console", tell: inCall("console.log('secret');"), listen: valueOf("1") },
  {
    name: "a console that is full",
    tell: inCall("for (let line = 0; line < 200; line += 1) console.log(line);"),
    listen: inCall("console.log('heard');"),
  },
  { name: "how many parameters there were", tell: "function run(a, b, c) {}", listen: "throw 1;" },
  {
    name: "a beacon",
    tell: inCall("registerAdBeacon({ click: 'https://secret.example/' });"),
    listen: valueOf("1"),
    evaluation: { globals: ["registerAdBeacon"] },
  },
  {
    name: "a beacon that may be registered only once",
    tell: inCall("registerAdBeacon({ click: 'https://secret.example/' });"),
    listen: inCall("registerAdBeacon({ view: 'https://heard.example/' });"),
    evaluation: { globals: ["registerAdBeacon"] },
  },
  {
    name: "an address for debugging",
    tell: inCall("forDebuggingOnly.reportAdAuctionWin('https://secret.example/');"),
    listen: valueOf("1"),
    evaluation: { globals: ["forDebuggingOnly"] },
  },
  {
    name: "functions for debugging, replaced",
    tell: "forDebuggingOnly = { reportAdAuctionWin() {} }; var run = () => 1;",
    listen: inCall("forDebuggingOnly.reportAdAuctionWin('https://heard.example/');"),
    evaluation: { globals: ["forDebuggingOnly"] },
  },
  {
    name: "a function for debugging, spoilt",
    tell: inCall("forDebuggingOnly.reportAdAuctionLoss = () => {};"),
    listen: inCall("forDebuggingOnly.reportAdAuctionLoss('https://heard.example/');"),
    evaluation: { globals: ["forDebuggingOnly"] },
  },
  {
    name: "a mark on a function of ours",
    tell: inCall("registerAdBeacon.secret = 1;"),
    listen: valueOf("typeof registerAdBeacon.secret"),
    evaluation: { globals: ["registerAdBeacon"] },
  },
];

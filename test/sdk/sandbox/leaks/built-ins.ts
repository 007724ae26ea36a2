import { inCall, valueOf, type LeakAttempt } from "./leak-attempt.ts";

/** Statements that put `secret` on something, and an expression that finds it there. */
const marks: readonly (readonly [name: string, statements: string, expression: string])[] = [
  ["the prototype of everything", "Object.prototype.secret = 1;", "typeof ({}).secret"],
  ["the prototype of arrays", "Array.prototype.secret = 1;", "typeof [].secret"],
  ["an element of all arrays", "Array.prototype[3] = 1;", "typeof [0, 1][3]"],
  ["the prototype of functions", "Function.prototype.secret = 1;", "typeof (() => {}).secret"],
  ["the prototype of texts", "String.prototype.secret = 1;", "typeof ''.secret"],
  ["the prototype of dates", "Date.prototype.secret = 1;", "typeof new Date(0).secret"],
  ["the prototype of maps", "Map.prototype.secret = 1;", "typeof new Map().secret"],
  ["Math", "Math.secret = 1;", "typeof Math.secret"],
  ["JSON", "JSON.secret = 1;", "typeof JSON.secret"],
  ["the console", "console.secret = 1;", "typeof console.secret"],
  ["a function of the console", "console.log.secret = 1;", "typeof console.log.secret"],
  ["a built-in function", "parseInt.secret = 1;", "typeof parseInt.secret"],
  ["a method", "[].map.secret = 1;", "typeof [].map.secret"],
  ["Date.now", "Date.now.secret = 1;", "typeof Date.now.secret"],
  ["Date itself", "Date.secret = 1;", "typeof Date.secret"],
  [
    "an Intl formatter",
    "Intl.NumberFormat.prototype.secret = 1;",
    "typeof new Intl.NumberFormat().secret",
  ],
  ["a name put together", "({})['__pro' + 'to__'].secret = 1;", "typeof ({}).secret"],
  ["a constructor put together", "[]['const' + 'ructor'].secret = 1;", "typeof Array.secret"],
  [
    "the prototype of a prototype",
    "Object.setPrototypeOf(Array.prototype, { secret: 1 });",
    "typeof [].secret",
  ],
  [
    "the iterators of arrays",
    "Object.getPrototypeOf([][Symbol.iterator]()).secret = 1;",
    "typeof [].values().secret",
  ],
  [
    "generators",
    "Object.getPrototypeOf(function* () {}).secret = 1;",
    "typeof (function* () {}).secret",
  ],
  [
    "async functions",
    "Object.getPrototypeOf(async () => {}).secret = 1;",
    "typeof (async () => {}).secret",
  ],
  [
    "a property that cannot be seen",
    "Object.defineProperty(Object.prototype, 'secret', { configurable: true, value: 1 });",
    "typeof ({}).secret",
  ],
  [
    "the species of arrays",
    "Object.defineProperty(Array, Symbol.species, { value: Map });",
    "Array.isArray([1].map(Number))",
  ],
  [
    "parseInt through a function",
    "const mark = (target) => { target.secret = 1; }; [parseInt].forEach(mark);",
    "typeof parseInt.secret",
  ],
  ["a copy onto a built-in", "Object.assign(Math, { secret: 1 });", "typeof Math.secret"],
];

/** What is replaced, and an expression that runs into it. */
const replacements: readonly (readonly [name: string, statements: string, expression: string])[] = [
  ["a method of arrays", "Array.prototype.map = () => ['owned'];", "[1].map((one) => one)"],
  ["a method that is gone", "delete Array.prototype.map;", "typeof [].map"],
  ["a method of texts", "String.prototype.trim = () => 'owned';", "' a '.trim()"],
  ["JSON.stringify", "JSON.stringify = () => 'owned';", "JSON.stringify(1)"],
  ["Object.keys", "Object.keys = () => ['owned'];", "Object.keys({})"],
  ["Math.random", "Math.random = () => 0.5;", "Math.random()"],
  ["Date.now", "Date.now = () => 5;", "Date.now()"],
  ["Date", "Date = class { getTime() { return 5; } };", "new Date(7).getTime()"],
  ["the console", "console.log = () => {};", "console.log('heard')"],
  ["the words for everything", "Object.prototype.toString = () => 'owned';", "String({})"],
  [
    "the constructor of everything",
    "Object.prototype.constructor = Map;",
    "({}).constructor === Object",
  ],
  ["a toJSON for everything", "Object.prototype.toJSON = () => 'owned';", "({ bid: 1 })"],
  ["a toJSON for arrays", "Array.prototype.toJSON = () => 'owned';", "[1]"],
  ["a then for everything", "Object.prototype.then = () => {};", "({})"],
  [
    "a setter that swallows",
    "Object.defineProperty(Object.prototype, 'bid', { configurable: true, set() {} });",
    "(() => { const ad = {}; ad.bid = 1; return ad; })()",
  ],
  [
    "the next of arrays",
    "Object.getPrototypeOf([].values()).next = () => ({ done: true });",
    "[...[1, 2]]",
  ],
  ["an iterator for numbers", "Number.prototype[Symbol.iterator] = [].values;", "[...5]"],
  ["the test of regular expressions", "RegExp.prototype.exec = () => null;", "/a/.test('a')"],
  ["call", "Function.prototype.call = () => 'owned';", "[].slice.call([1])"],
  [
    "a formatter of Intl",
    "Intl.NumberFormat.prototype.resolvedOptions = 5;",
    "typeof new Intl.NumberFormat().resolvedOptions",
  ],
  ["the depth of stacks", "Error.stackTraceLimit = 0;", "new Error('a').stack.split('\\n').length"],
  [
    "the look of stacks",
    "Error.prepareStackTrace = () => 'owned';",
    "new Error('a').stack.includes('owned')",
  ],
  [
    "a prototype that takes no more",
    "Object.preventExtensions(Map.prototype);",
    "(() => { Map.prototype.open = 1; return typeof Map.prototype.open; })()",
  ],
];

/** Through what everybody has: prototypes, built-in objects and functions. */
export const leaksThroughBuiltIns: readonly LeakAttempt[] = [
  ...marks.map(([name, statements, expression]) => ({
    name: `a mark on ${name}`,
    tell: inCall(statements),
    listen: valueOf(expression),
  })),
  ...replacements.map(([name, statements, expression]) => ({
    name: `a replacement for ${name}`,
    tell: inCall(statements),
    listen: valueOf(expression),
  })),
];

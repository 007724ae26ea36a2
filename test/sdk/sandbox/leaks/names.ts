import { inCall, valueOf, type LeakAttempt } from "./leak-attempt.ts";

const typeOfSecret = valueOf("typeof secret");

/** Through names that one script declares, takes or spoils, and another one looks up. */
export const leaksThroughNames: readonly LeakAttempt[] = [
  {
    name: "a property of the global object",
    tell: inCall("globalThis.secret = 1;"),
    listen: typeOfSecret,
  },
  { name: "a var at the top", tell: "var secret = 1; const run = () => 1;", listen: typeOfSecret },
  {
    name: "a var in a block",
    tell: "{ var secret = 1; } const run = () => 1;",
    listen: typeOfSecret,
  },
  {
    name: "a let at the top",
    tell: "let secret = 1; var run = () => 1;",
    listen: "var run = () => typeof secret;",
  },
  {
    name: "a const at the top",
    tell: "const secret = 1; var run = () => 1;",
    listen: "var run = () => typeof secret;",
  },
  {
    name: "a class at the top",
    tell: "class secret {} var run = () => 1;",
    listen: "var run = () => typeof secret;",
  },
  {
    name: "a function at the top",
    tell: "function secret() {} function run() {}",
    listen: typeOfSecret,
  },
  {
    name: "a function in a block",
    tell: "{ function secret() {} } function run() {}",
    listen: typeOfSecret,
  },
  { name: "a name that nobody declared", tell: inCall("secret = 1;"), listen: typeOfSecret },
  { name: "this at the top", tell: "this.secret = 1; var run = () => 1;", listen: typeOfSecret },
  {
    name: "this in a function",
    tell: "function run() { this.secret = 1; }",
    listen: typeOfSecret,
  },
  {
    name: "a name that is taken",
    tell: "let taken = 1; function run() {}",
    listen: "let taken = 2; function run() { return taken; }",
  },
  { name: "the function of the script before", tell: valueOf("1"), listen: "" },
  {
    name: "a variable that counts on",
    tell: "var count = (typeof count === 'number' ? count : 0) + 1; function run() { return count; }",
    listen:
      "var count = (typeof count === 'number' ? count : 0) + 1; function run() { return count; }",
  },
  { name: "eval, from afar", tell: inCall('(0, eval)("var secret = 1");'), listen: typeOfSecret },
  {
    name: "a function made of text",
    tell: inCall('new Function("secret = 1")();'),
    listen: typeOfSecret,
  },
  {
    name: "a function made of text, by the constructor of a function",
    tell: inCall('(() => {})["const" + "ructor"]("secret = 1")();'),
    listen: typeOfSecret,
  },
  {
    name: "a getter of the global object",
    tell: inCall(
      'Object.defineProperty(globalThis, "secret", { configurable: true, get: () => 1 });',
    ),
    listen: typeOfSecret,
  },
  {
    name: "a prototype for the global object",
    tell: inCall("Object.setPrototypeOf(Object.getPrototypeOf(globalThis), { secret: 1 });"),
    listen: typeOfSecret,
  },
  {
    name: "a built-in that is gone",
    tell: inCall("delete globalThis.Map;"),
    listen: valueOf("typeof Map"),
  },
  {
    name: "a built-in replaced",
    tell: inCall("parseInt = () => 42;"),
    listen: valueOf('parseInt("7")'),
  },
  {
    name: "a var called like a built-in",
    tell: "var escape = 42; function run() {}",
    listen: valueOf("typeof escape"),
  },
  {
    name: "a function called like a built-in",
    tell: "function isNaN() { return 42; } function run() {}",
    listen: valueOf("isNaN(1)"),
  },
  {
    name: "a global object that takes no more names",
    tell: inCall("Object.preventExtensions(globalThis);"),
    listen: "function run() { open = 1; return typeof open; }",
  },
  {
    name: "memory for others to find",
    tell: inCall(
      "globalThis.shared ??= new Int32Array(new SharedArrayBuffer(8)); Atomics.add(shared, 0, 1);",
    ),
    listen: valueOf("typeof shared"),
  },
  {
    name: "a promise that is kept later",
    tell: "Promise.resolve().then(() => { globalThis.secret = 1; }); function run() {}",
    listen: typeOfSecret,
  },
  {
    name: "an async function that goes on later",
    tell: "async function run() { await null; globalThis.secret = 1; }",
    listen: typeOfSecret,
  },
];

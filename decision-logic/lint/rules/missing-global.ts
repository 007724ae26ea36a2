import type { Finding, LintRule } from "../lint-rule.ts";
import { globalUsesIn } from "../facts/global-uses.ts";

const noTimers = "There are no timers: a function has to give its result at once.";
const noNetwork = "A script cannot fetch: have the device fetch trusted signals, and read those.";
const noPage = "There is no page: everything a script may know is in its arguments.";
const noNode = "This is not Node: put what you need into the script itself.";
const noAddresses =
  "Take addresses apart with split() or a regular expression, and put them together with encodeURIComponent().";
const noBytes = "Work on strings; a loop over charCodeAt() and a table does the same.";
const noSecrets =
  "There is no source of secrets; Math.random() is there, but makes results hard to repeat.";

/** What people reach for that is not there, and what to do instead (spec: script-environment 2.1). */
const MISSING: Readonly<Record<string, string>> = {
  setTimeout: noTimers,
  setInterval: noTimers,
  setImmediate: noTimers,
  clearTimeout: noTimers,
  clearInterval: noTimers,
  queueMicrotask: noTimers,
  requestAnimationFrame: noTimers,
  fetch: noNetwork,
  XMLHttpRequest: noNetwork,
  WebSocket: noNetwork,
  EventSource: noNetwork,
  Headers: noNetwork,
  Request: noNetwork,
  Response: noNetwork,
  AbortController: noNetwork,
  URL: noAddresses,
  URLSearchParams: noAddresses,
  TextEncoder: noBytes,
  TextDecoder: noBytes,
  atob: noBytes,
  btoa: noBytes,
  Blob: noBytes,
  crypto: noSecrets,
  performance: "Read Date.now(), if you must know the time.",
  structuredClone: "Copy with JSON.parse(JSON.stringify(value)), or with a spread.",
  window: noPage,
  document: noPage,
  navigator: noPage,
  location: noPage,
  localStorage: noPage,
  sessionStorage: noPage,
  indexedDB: noPage,
  self: "Say globalThis.",
  alert: "Use console.log().",
  postMessage: noPage,
  Worker: noPage,
  process: noNode,
  require: noNode,
  module: noNode,
  exports: noNode,
  global: "Say globalThis.",
  Buffer: noNode,
  __dirname: noNode,
  __filename: noNode,
};

/** Globals of browsers and of Node that no device has. */
export const missingGlobal: LintRule = {
  code: "FL103",
  name: "missing-global",
  severity: "error",
  about: "Globals of browsers and of Node that no device has: timers, fetch, URL, TextEncoder, …",
  hint: "Ask with typeof before you use it.",
  check({ script }) {
    return globalUsesIn(script, Object.keys(MISSING)).map(({ name, at }): Finding => {
      const hint = MISSING[name] ?? "";
      return { at, message: `There is no ${name} on a device: using it throws.`, hint };
    });
  },
};

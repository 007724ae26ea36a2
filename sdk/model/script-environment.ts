/** Names that people look for in a script, together because there is one thing to say of them. */
export interface ScriptNames {
  readonly names: readonly string[];
  /** Whether a device has them; what only Chrome's worklets have is missing too. */
  readonly presence: "chrome-only" | "missing" | "there";
  /** What it is like here, or what to do instead: a sentence. */
  readonly about: string;
}

/** THE list of what a script finds and misses beside the plain language (spec: script-environment 2.1). */
export const SCRIPT_NAMES: readonly ScriptNames[] = [
  there(["Date"], "The virtual clock, in UTC; a millisecond passes with every look at it."),
  there(["Math.random"], "Seeded: the same run has the same numbers."),
  there(["Intl"], "English (US) and UTC, whatever the machine is set to."),
  there(["Promise"], "Nobody waits for one: results are needed at once."),
  there(["WebAssembly"], "Compiled and started without waiting."),
  there(
    ["eval", "Function", "Proxy", "Reflect", "SharedArrayBuffer", "Atomics"],
    "As in any JavaScript.",
  ),
  missing(
    [
      "setTimeout",
      "setInterval",
      "setImmediate",
      "clearTimeout",
      "clearInterval",
      "queueMicrotask",
      "requestAnimationFrame",
    ],
    "There are no timers: a function has to give its result at once.",
  ),
  missing(
    [
      "fetch",
      "XMLHttpRequest",
      "WebSocket",
      "EventSource",
      "Headers",
      "Request",
      "Response",
      "AbortController",
    ],
    "A script cannot fetch: have the device fetch trusted signals, and read those.",
  ),
  missing(
    ["URL", "URLSearchParams"],
    "Take addresses apart with split() or a regular expression, and put them together with encodeURIComponent().",
  ),
  missing(
    ["TextEncoder", "TextDecoder", "atob", "btoa", "Blob"],
    "Work on strings; a loop over charCodeAt() and a table does the same.",
  ),
  missing(
    ["crypto"],
    "There is no source of secrets; Math.random() is there, but makes results hard to repeat.",
  ),
  missing(["performance"], "Read Date.now(), if you must know the time."),
  missing(["structuredClone"], "Copy with JSON.parse(JSON.stringify(value)), or with a spread."),
  missing(
    [
      "window",
      "document",
      "navigator",
      "location",
      "localStorage",
      "sessionStorage",
      "indexedDB",
      "postMessage",
      "Worker",
    ],
    "There is no page: everything a script may know is in its arguments.",
  ),
  missing(["self", "global"], "Say globalThis."),
  missing(["alert"], "Use console.log()."),
  missing(
    ["process", "require", "module", "exports", "Buffer", "__dirname", "__filename"],
    "This is not Node: put what you need into the script itself.",
  ),
  chromeOnly(["setBid"], "Return the bid: { status: 0, ad, bid }."),
  chromeOnly(
    ["setPriority", "setPriorityOverride", "setPrioritySignalsOverride"],
    "Android asks audiences in no order of theirs: leave it out.",
  ),
  chromeOnly(["sendReportTo"], "Return the address: { status: 0, results: { reporting_uri } }."),
  chromeOnly(
    ["privateAggregation"],
    "There is no aggregation on the device: report in reporting_uri what your server shall count.",
  ),
  chromeOnly(["realTimeReporting"], "Use forDebuggingOnly.reportAdAuctionLoss(url)."),
  chromeOnly(
    ["sharedStorage"],
    "A script keeps nothing: everything it may know is in its arguments.",
  ),
  chromeOnly(["registerAdMacro"], "Put the values into the addresses of your ads."),
  chromeOnly(["queryFeatureSupport"], "Ask with typeof for the one function you need."),
];

function there(names: readonly string[], about: string): ScriptNames {
  return { names, presence: "there", about };
}

function missing(names: readonly string[], about: string): ScriptNames {
  return { names, presence: "missing", about };
}

function chromeOnly(names: readonly string[], about: string): ScriptNames {
  return { names, presence: "chrome-only", about };
}

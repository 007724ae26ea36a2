/** Names that people look for in a script, together because there is one thing to say of them. */
export interface ScriptNames {
  readonly names: readonly string[];
  readonly isThere: boolean;
  /** What it is like here, or what to use instead. */
  readonly about: string;
}

/** THE list of what a script finds and misses beside the plain language (spec: script-environment 2.1). */
export const SCRIPT_NAMES: readonly ScriptNames[] = [
  {
    names: ["Date"],
    isThere: true,
    about: "the virtual clock, in UTC; a millisecond passes with every look at it",
  },
  { names: ["Math.random"], isThere: true, about: "seeded: the same run has the same numbers" },
  {
    names: ["Intl"],
    isThere: true,
    about: "English (US) and UTC, whatever the machine is set to",
  },
  {
    names: ["Promise"],
    isThere: true,
    about: "but nobody waits for one: results are needed at once",
  },
  { names: ["WebAssembly"], isThere: true, about: "compiled and started without waiting" },
  {
    names: ["eval", "Function", "Proxy", "Reflect", "SharedArrayBuffer", "Atomics"],
    isThere: true,
    about: "as in any JavaScript",
  },
  {
    names: ["setTimeout", "setInterval", "queueMicrotask", "requestAnimationFrame"],
    isThere: false,
    about: "a script has its turn and no other: do it now",
  },
  {
    names: ["fetch", "XMLHttpRequest", "WebSocket", "navigator"],
    isThere: false,
    about: "no network: what a script needs to know comes as signals",
  },
  {
    names: ["localStorage", "sessionStorage", "indexedDB", "caches"],
    isThere: false,
    about: "nothing is kept: every evaluation begins anew",
  },
  {
    names: ["window", "self", "document", "location"],
    isThere: false,
    about: "no page around a script; globalThis is there",
  },
  {
    names: ["URL", "URLSearchParams"],
    isThere: false,
    about: "put addresses together as text, with encodeURIComponent",
  },
  {
    names: ["TextEncoder", "TextDecoder", "atob", "btoa", "Blob"],
    isThere: false,
    about: "bring your own, or have the sender do it",
  },
  {
    names: ["crypto", "performance", "structuredClone"],
    isThere: false,
    about: "Math.random, Date and JSON are what there is",
  },
  {
    names: ["require", "module", "process", "Buffer", "global"],
    isThere: false,
    about: "this is no Node; bundle what you need into the script",
  },
  {
    names: ["setBid", "setPriority", "sendReportTo", "privateAggregation", "realTimeReporting"],
    isThere: false,
    about: "Chrome's worklets have it; on Android functions return what they have to say",
  },
];

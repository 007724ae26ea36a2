/** What scripts find on a device: the language, `console`, and what the device adds (spec: script-environment 2.1). */
export const LANGUAGE_GLOBALS: ReadonlySet<string> = new Set(
  `AggregateError android Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError
  FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl
  Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer
  String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef
  WeakSet WebAssembly arguments console decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval
  forDebuggingOnly globalThis isFinite isNaN parseFloat parseInt registerAdBeacon undefined unescape`.split(
    /\s+/,
  ),
);

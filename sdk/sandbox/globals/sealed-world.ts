/** What means the same in a world that others have used; every other name of the global object gives an alarm. */
const familiarGlobals = `
  Array BigInt Boolean Date JSON Map Math Number Object RegExp Set String WeakMap WeakSet Infinity NaN undefined
  console decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape isFinite isNaN parseFloat
  parseInt registerAdBeacon forDebuggingOnly
`;

/** What can neither tell whether an object is frozen nor fail to change it without a word. */
const familiarObjectMembers = `
  prototype name length assign create entries freeze fromEntries groupBy hasOwn is keys values
`;

const unfamiliarPrototypeMembers = `
  constructor __proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__
`;

/**
 * Makes a context serve many evaluations. Everything there is becomes frozen, so that no evaluation can leave
 * anything behind. What could tell a frozen world from a fresh one gives an alarm when it is touched: the
 * evaluation is then worth nothing, and has to be repeated in a fresh one.
 */
export const sealedWorld = /* js */ `
  const { freeze, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const { ownKeys } = Reflect;
  let alarm;

  const watch = (owner, ownerName, name) => {
    const before = getOwnPropertyDescriptor(owner, name);
    if (before === undefined || !before.configurable) return;
    const touch = () => {
      alarm = "it uses " + ownerName + String(name);
      throw new TypeError(alarm);
    };
    freeze(touch);
    defineProperty(owner, name, {
      __proto__: null, get: touch, set: touch, enumerable: before.enumerable, configurable: false,
    });
  };
  const watchAll = (owner, ownerName, names) => {
    for (const name of names) watch(owner, ownerName, name);
  };
  const allBut = (owner, names) => ownKeys(owner).filter((name) => !names.includes(name));

  // Only a sloppy function owns "caller" and "arguments", and a script may ask for a name that it makes up.
  const refuseFunction = (owner) => {
    if (typeof owner !== "function") return;
    alarm = "it asks what a function owns";
    throw new TypeError(alarm);
  };
  const { hasOwn } = Object;
  const hasOwnProperty = bindCall(Object.prototype.hasOwnProperty);
  replaceProperties(Object, { hasOwn(owner, key) {
    refuseFunction(owner);
    return hasOwn(owner, key);
  } });
  replaceProperties(Object.prototype, { hasOwnProperty(key) {
    refuseFunction(this);
    return hasOwnProperty(this, key);
  } });

  const findIntrinsics = () => {
    const found = new Set();
    // What syntax alone leads to, and no name.
    const waiting = [
      globalThis, [][Symbol.iterator](), ""[Symbol.iterator](), new Map().entries(), new Set().values(),
      "".matchAll(/a/g), [].values().map(String), Iterator.from({ next() {} }), function* () {}, (function* () {})(),
      async function () {}, async function* () {}, (async function* () {})(),
      getOwnPropertyDescriptor(function () { return arguments; }(), "callee").get,
      new Intl.Segmenter().segment(""), new Intl.Segmenter().segment("")[Symbol.iterator](),
    ];
    while (waiting.length > 0) {
      const value = waiting.pop();
      const isObject = typeof value === "function" || (typeof value === "object" && value !== null);
      if (!isObject || found.has(value)) continue;
      found.add(value);
      waiting.push(getPrototypeOf(value));
      for (const name of ownKeys(value)) {
        const { value: held, get, set } = getOwnPropertyDescriptor(value, name);
        waiting.push(held, get, set);
      }
    }
    return found;
  };

  const names = [...ownKeys(globalThis), ...ownKeys(Object.prototype)].filter((name) => typeof name === "string");
  const intrinsics = findIntrinsics();
  watchAll(Array, "Array.", ["fromAsync"]);
  watchAll(RegExp, "RegExp.", allBut(RegExp, ["prototype", "name", "length", "escape", Symbol.species]));
  watchAll(Function.prototype, "Function.prototype.", ["constructor", "toString", "caller", "arguments"]);
  watchAll(Object.prototype, "Object.prototype.", ${listOf(unfamiliarPrototypeMembers)});
  watchAll(Object, "Object.", allBut(Object, ${listOf(familiarObjectMembers)}));
  watchAll(globalThis, "", allBut(globalThis, ${listOf(familiarGlobals)}));
  for (const intrinsic of intrinsics) freeze(intrinsic);

  /** The report, or a mark and why it is worth nothing. */
  const tell = () => {
    if (alarm !== undefined) return "!" + alarm;
    return hasSwallowedError ? "!it writes to the console what throws" : report();
  };
  const enter = (open) => (text) => {
    alarm = undefined;
    begin(parse(text));
    try {
      callEntry(open());
    } catch {
      alarm ??= "it throws, or writes to what is frozen";
    }
    return tell();
  };
`;

function listOf(words: string): string {
  return JSON.stringify(words.trim().split(/\s+/));
}

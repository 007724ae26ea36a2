import * as fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { createIsolateSandbox } from "../../../sdk/sandbox/isolate-sandbox.ts";
import { anEvaluation } from "../../contract/script-sandbox.contract.ts";

const living = createIsolateSandbox({ worlds: "living" });
const fresh = createIsolateSandbox({ worlds: "fresh" });
afterAll(() => Promise.all([living.dispose(), fresh.dispose()]));

/** Things of every kind that is made without a name which gives an alarm, and some that everybody has. */
const things =
  `{}|[1, 2]|"text"|7|() => 1|function sloppy() {}|class { static own = 1; }|new Map([["a", 1]])|/a(b)/u|
  new Date(0)|null|undefined|Object.create({ a: 1 })|Object.freeze({ a: 1 })|Math|JSON|Array|Object|RegExp|console|
  [].map|Object.prototype|Array.prototype|Date|parseInt|{ get a() { return 1; } }`
    .split("|")
    .map((thing) => thing.trim());

const keys =
  `a|b|0|length|name|toString|valueOf|constructor|__proto__|prototype|push|at|$1|hasOwnProperty|isFrozen|
  toJSON|then|size|lastIndex|toLocaleString|keys|caller`
    .split("|")
    .map((key) => key.trim());

const places = ["x", "y", "z"];
const place = fc.constantFrom(...places);
const key = fc.constantFrom(...keys);

/** Names come in as arguments, so that the script's syntax does not give them away. */
const value = fc.oneof(
  fc.constantFrom(...things).map((thing) => `(${thing})`),
  place,
  fc.tuple(place, key).map(([owner, name]) => `${owner}?.[name(${keys.indexOf(name)})]`),
  fc.tuple(place, place).map(([one, other]) => `[${one}, ${other}].concat(1)`),
);

const statement = fc.oneof(
  fc.tuple(place, value).map(([target, given]) => `${target} = ${given};`),
  fc.tuple(place, key, value).map(([owner, name, given]) => {
    return `${owner}[name(${keys.indexOf(name)})] = ${given};`;
  }),
  fc.tuple(place, key).map(([owner, name]) => `delete ${owner}[name(${keys.indexOf(name)})];`),
  fc.tuple(place, place).map(([target, given]) => `Object.assign(${target}, ${given});`),
  fc.tuple(place, key, place).map(([owner, name, given]) => {
    return `x = ${owner}?.[name(${keys.indexOf(name)})]?.(${given});`;
  }),
  place.map((thing) => `console.log(typeof ${thing}, ${thing});`),
  fc.tuple(place, key).map(([thing, name]) => `z = name(${keys.indexOf(name)}) in ${thing};`),
  fc.tuple(place, key).map(([thing, name]) => {
    return `z = ${thing} != null && Object.hasOwn(${thing}, name(${keys.indexOf(name)}));`;
  }),
  fc.tuple(place, place).map(([one, other]) => `y = ${one} === ${other} ? {} : ${other};`),
);

it("comes to the same for scripts made at random, whatever they get hold of and write to", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 2, maxLength: 8 }), async (statements) => {
      const source = `function run(names) {
        const name = (index) => names[index];
        let x = {}, y = [], z = "text";
        ${statements.join("\n        ")}
        return [typeof x, typeof y, typeof z, x, y, z, typeof ({}).a, typeof [].a, typeof (() => 1).a];
      }`;
      const evaluation = anEvaluation(source, { calls: [[keys], [keys]] });

      const lived = await living.evaluate(evaluation);

      expect(lived).toEqual({ ...(await fresh.evaluate(evaluation)), world: lived.world });
    }),
    { numRuns: 200 },
  );
});

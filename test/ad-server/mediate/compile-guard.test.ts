import * as fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { compileGuard } from "../../../ad-server/mediate/compile-guard.ts";
import { int64, nonEmptyText, optional, texts } from "../../../ad-server/mediate/mediate-fields.ts";

/** Every kind of schema that a guard knows, and some that it leaves to zod. */
const schema = z.looseObject({
  text: nonEmptyText,
  number: z.number().min(0),
  integer: int64(1),
  list: z.array(z.object({ text: z.string() })).min(1),
  texts: optional(texts),
  flag: z.boolean().optional(),
  nothing: z.null(),
  anything: z.unknown(),
  record: optional(z.record(z.string(), z.number().positive())),
  choice: z.enum(["a", "b"]).optional(),
  code: z.string().regex(/^x/).optional(),
  count: z.int().min(2).optional(),
});
const fits = compileGuard(schema);

const wellFormed = fc.record(
  {
    text: fc.string({ minLength: 1 }),
    number: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
    integer: fc.integer({ min: 1 }),
    list: fc.array(fc.record({ text: fc.string() }), { minLength: 1, maxLength: 3 }),
    nothing: fc.constant(null),
    texts: fc.option(fc.array(fc.string(), { maxLength: 2 })),
    flag: fc.boolean(),
    anything: fc.jsonValue(),
    record: fc.option(fc.dictionary(fc.string(), fc.integer({ min: 1 }), { maxKeys: 2 })),
    choice: fc.constantFrom("a", "b"),
    code: fc.string().map((text) => `x${text}`),
    count: fc.integer({ min: 2 }),
  },
  { requiredKeys: ["text", "number", "integer", "list", "nothing", "anything"] },
);
const names = fc.constantFrom(...Object.keys(schema.shape));
const oddValue = fc.oneof(
  fc.constantFrom(undefined, null, 0, -0, -1, 0.5, Infinity, NaN, 2 ** 53, "", "y", true, [], {}),
  fc.constantFrom([{}], [null], [{ text: 1 }], { a: 0 }, { a: null }),
  fc.jsonValue(),
);

it("takes what is well-formed", () => {
  fc.assert(
    fc.property(wellFormed, (value) => {
      expect(fits(value)).toBe(true);
    }),
  );
});

it("takes nothing that zod refuses", () => {
  fc.assert(
    fc.property(wellFormed, names, oddValue, (value, name, odd) => {
      const changed = { ...value, [name]: odd };

      expect(fits(changed) && !schema.safeParse(changed).success).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

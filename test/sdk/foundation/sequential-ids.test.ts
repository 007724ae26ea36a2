import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createSeededRandom } from "../../../sdk/foundation/seeded-random.ts";
import { createSequentialIds } from "../../../sdk/foundation/sequential-ids.ts";

it("counts each kind from one", () => {
  const ids = createSequentialIds(createSeededRandom(1));

  const issued = [ids.next("request"), ids.next("call"), ids.next("request")];

  expect(issued).toEqual(["request-1", "call-1", "request-2"]);
});

it("counts a kind that is named like a built-in property", () => {
  const ids = createSequentialIds(createSeededRandom(1));

  expect([ids.next("__proto__"), ids.next("constructor")]).toEqual([
    "__proto__-1",
    "constructor-1",
  ]);
});

it("draws ad selection ids that are negative 64-bit integers in canonical decimals (spec: on-device 2.7)", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const adSelectionId = createSequentialIds(createSeededRandom(seed)).nextAdSelectionId();
      const value = BigInt(adSelectionId);

      expect(adSelectionId).toBe(value.toString());
      expect(value < 0n && value === BigInt.asIntN(64, value)).toBe(true);
    }),
  );
});

it("reaches both ends of the negative 64-bit range", () => {
  const zeros = createSequentialIds({ ...createSeededRandom(1), nextUint32: () => 0 });
  const ones = createSequentialIds({ ...createSeededRandom(1), nextUint32: () => 2 ** 32 - 1 });

  expect(zeros.nextAdSelectionId()).toBe("-9223372036854775808");
  expect(ones.nextAdSelectionId()).toBe("-1");
});

it("draws the same ad selection ids for the same seed, and no id twice in a row", () => {
  const one = createSequentialIds(createSeededRandom("seed"));
  const other = createSequentialIds(createSeededRandom("seed"));

  const issued = Array.from({ length: 1_000 }, () => one.nextAdSelectionId());

  expect(issued).toEqual(issued.map(() => other.nextAdSelectionId()));
  expect(new Set(issued).size).toBe(1_000);
});

it("does not let sequential ids touch the ad selection ids", () => {
  const busy = createSequentialIds(createSeededRandom("seed"));
  const quiet = createSequentialIds(createSeededRandom("seed"));
  busy.next("request");

  expect(busy.nextAdSelectionId()).toBe(quiet.nextAdSelectionId());
});

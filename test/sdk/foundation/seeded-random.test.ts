import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Random } from "../../../sdk/foundation/environment.ts";
import { createSeededRandom } from "../../../sdk/foundation/seeded-random.ts";

const seeds = fc.oneof(fc.integer(), fc.string());

function draw(random: Random, count: number): readonly number[] {
  return Array.from({ length: count }, () => random.nextUint32());
}

it("gives numbers that no release may change, because recorded traces depend on them", () => {
  const random = createSeededRandom(42);

  const drawn = [...draw(random, 3), random.next(), random.fork("beta").next()];

  expect(drawn).toEqual([1885154288, 676726338, 935205358, 0.0937071102964867, 0.2886801769418572]);
});

it("gives the same stream for the same seed", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(draw(createSeededRandom(seed), 20)).toEqual(draw(createSeededRandom(seed), 20));
    }),
  );
});

it("takes a number and its decimal text for one seed", () => {
  expect(draw(createSeededRandom(7), 4)).toEqual(draw(createSeededRandom("7"), 4));
});

it("gives different streams for different seeds", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 20 }), (unequal) => {
      const streams = unequal.map((seed) => draw(createSeededRandom(seed), 4).join());

      expect(new Set(streams).size).toBe(unequal.length);
    }),
  );
});

it("draws fractions from 0 up to but not including 1, and words of 32 bits", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = createSeededRandom(seed);

      const fractions = Array.from({ length: 50 }, () => random.next());
      const words = draw(random, 50);

      expect(fractions.every((fraction) => fraction >= 0 && fraction < 1)).toBe(true);
      expect(words.every((word) => word === word >>> 0)).toBe(true);
    }),
  );
});

it("forks by seed and label only, whatever was drawn or forked before", () => {
  fc.assert(
    fc.property(seeds, fc.string(), fc.nat(50), (seed, label, drawnBefore) => {
      const fresh = createSeededRandom(seed);
      const used = createSeededRandom(seed);
      draw(used, drawnBefore);
      draw(used.fork("another"), drawnBefore);

      expect(draw(used.fork(label), 8)).toEqual(draw(fresh.fork(label), 8));
    }),
  );
});

it("does not move a stream on by forking it", () => {
  const forked = createSeededRandom("parent");
  const untouched = createSeededRandom("parent");

  forked.fork("child").next();

  expect(draw(forked, 8)).toEqual(draw(untouched, 8));
});

it("keeps every stream of a family apart", () => {
  const root = createSeededRandom(1);
  const family = [
    root,
    createSeededRandom("1a"),
    root.fork(""),
    root.fork("a"),
    root.fork("b"),
    root.fork("ab"),
    root.fork("a").fork("b"),
    root.fork("b").fork("a"),
    root.fork("a").fork(""),
  ];

  const streams = family.map((random) => draw(random, 4).join());

  expect(new Set(streams).size).toBe(family.length);
});

it("spreads first draws evenly over neighbouring seeds and labels", () => {
  const root = createSeededRandom("evenness");
  const range = Array.from({ length: 16_000 }, (_, index) => index);

  const seeded = range.map((index) => createSeededRandom(index).next());
  const labelled = range.map((index) => root.fork(`user-${index}`).next());

  // Fifteen degrees of freedom: an even spread goes over 44.3 once in ten thousand times.
  expect(chiSquareOfSixteenths(seeded)).toBeLessThan(44.3);
  expect(chiSquareOfSixteenths(labelled)).toBeLessThan(44.3);
});

function chiSquareOfSixteenths(fractions: readonly number[]): number {
  const expected = fractions.length / 16;
  const counts = Map.groupBy(fractions, (fraction) => Math.floor(fraction * 16));
  return Array.from({ length: 16 }, (_, sixteenth) => counts.get(sixteenth)?.length ?? 0)
    .map((count) => (count - expected) ** 2 / expected)
    .reduce((sum, each) => sum + each);
}

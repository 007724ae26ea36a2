import * as fc from "fast-check";
import { createSeededRandom, type Random } from "fledgling";
import { expect, it } from "vitest";
import { roundAdCost } from "../../../../sdk/device/ad-selection/round-ad-cost.ts";

/** Dice that fall on one number only. */
function always(drawn: number): Random {
  const random: Random = { next: () => drawn, nextUint32: () => 0, fork: () => random };
  return random;
}

const almostOne = 1 - 2 ** -53;

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** What Android's exponent of a number is. */
function exponentOf(value: number): number {
  return Math.trunc(Math.log2(Math.abs(value)));
}

const inRange = finite.filter((value) => Math.abs(exponentOf(value)) <= 127);

it("gives one of two neighbours, the lower one at or below the value (spec: on-device 7)", () => {
  fc.assert(
    fc.property(inRange, fc.nat(), (value, seed) => {
      const unit = 2 ** (exponentOf(value) - 8);
      const lower = Math.floor(value / unit) * unit;

      const rounded = roundAdCost(value, createSeededRandom(seed));

      expect([lower, lower + unit]).toContain(rounded);
    }),
  );
});

it("never rounds a fraction under one half up, whatever the dice say: the result is biased down (spec: on-device 7)", () => {
  fc.assert(
    fc.property(inRange, (value) => {
      const unit = 2 ** (exponentOf(value) - 8);
      const lower = Math.floor(value / unit) * unit;
      fc.pre((value - lower) / unit < 0.5);

      expect(roundAdCost(value, always(almostOne))).toBe(lower);
    }),
  );
});

it("keeps a value of eight significant bits or fewer exactly (spec: on-device 7)", () => {
  const exact = fc
    .record({
      units: fc.integer({ min: -255, max: 255 }),
      exponent: fc.integer({ min: -100, max: 100 }),
    })
    .map(({ units, exponent }) => units * 2 ** exponent);

  fc.assert(
    fc.property(exact, fc.nat(), (value, seed) => {
      expect(roundAdCost(value, createSeededRandom(seed))).toBe(value);
    }),
  );
});

it.each([0, 1, 2.5, 10, 255])("keeps %s exactly (spec: on-device 7)", (value) => {
  expect(roundAdCost(value, always(almostOne))).toBe(value);
});

it.each([
  [0, 0.298828125],
  [0.79, 0.298828125],
  [0.81, 0.30078125],
])("rounds 0.3 with a draw of %s to %s (spec: on-device 7)", (drawn, rounded) => {
  expect(roundAdCost(0.3, always(drawn))).toBe(rounded);
});

it("rounds 0.3 down four times out of five (spec: on-device 7)", () => {
  const random = createSeededRandom(1);
  const rounded = Array.from({ length: 10_000 }, () => roundAdCost(0.3, random));

  const down = rounded.filter((value) => value === 0.298828125).length;

  expect(down / rounded.length).toBeCloseTo(0.8, 1);
});

it.each([
  [2 ** -129, 0],
  [-(2 ** -129), -0],
  [2 ** -128, 2 ** -128],
  [2 ** 128, Number.POSITIVE_INFINITY],
  [-(2 ** 128), Number.NEGATIVE_INFINITY],
  [2 ** 127, 2 ** 127],
])("rounds %s, at the ends of the exponent, to %s (spec: on-device 7)", (value, rounded) => {
  expect(roundAdCost(value, always(almostOne))).toBe(rounded);
});

import * as fc from "fast-check";
import { expect, it } from "vitest";
import { nearestWord } from "../../../sdk/foundation/nearest-word.ts";

const keys = ["slots", "networks", "hosts", "device"];

it.each([
  ["slot", "slots"],
  ["netwroks", "networks"],
  ["Hosts", "hosts"],
  ["devise", "device"],
  ["hots", "hosts"],
])("takes %o for a misspelling of %o", (word, meant) => {
  expect(nearestWord(word, keys)).toBe(meant);
});

it.each(["", "x", "completely-different", "sdrowkcab".repeat(10_000)])(
  "finds nothing near %#: too much differs",
  (word) => {
    expect(nearestWord(word, keys)).toBeUndefined();
  },
);

it("counts two swapped neighbours as one mistake", () => {
  expect(nearestWord("abdc", ["abcd", "aydc"])).toBe("abcd");
  expect(nearestWord("ba", ["ab"])).toBe("ab");
});

it("prefers the earlier of two equally near words", () => {
  expect(nearestWord("bat", ["cat", "hat"])).toBe("cat");
});

it("finds every word itself, and survives any one inserted letter", () => {
  const words = fc.stringMatching(/^[a-z]{3,12}$/);
  fc.assert(
    fc.property(words, fc.nat(12), fc.stringMatching(/^[a-z]$/), (word, place, letter) => {
      expect(nearestWord(word, [word])).toBe(word);
      expect(nearestWord(word.slice(0, place) + letter + word.slice(place), [word])).toBe(word);
    }),
  );
});

import { expect, it } from "vitest";
import { mutantsOf } from "../../bench/mutants.ts";

it("changes each operator in turn, and nothing else", () => {
  const script = `let n = (a) >= b ? 1 : 2;
n += !a || (b) * 2;
for (;;) n++;`;

  const mutants = mutantsOf(script);

  const changes = mutants.map(({ source, line, change }) => [
    line,
    change,
    source.split("\n")[line - 1],
  ]);
  expect(changes).toHaveLength(8);
  expect(new Set(changes)).toEqual(
    new Set([
      [1, "2 : 1 instead of 1 : 2", "let n = (a) >= b ? 2 : 1;"],
      [1, "< instead of >=", "let n = (a) < b ? 1 : 2;"],
      [1, "> instead of >=", "let n = (a) > b ? 1 : 2;"],
      [2, "&& instead of ||", "n += !a && (b) * 2;"],
      [2, "-= instead of +=", "n -= !a || (b) * 2;"],
      [2, "/ instead of *", "n += !a || (b) / 2;"],
      [2, "nothing instead of !", "n += a || (b) * 2;"],
      [3, "-- instead of ++", "for (;;) n--;"],
    ]),
  );
});

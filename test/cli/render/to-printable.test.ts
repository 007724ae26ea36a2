import { createColors } from "picocolors";
import { expect, it } from "vitest";
import { toPrintable } from "../../../cli/render/to-printable.ts";

const colours = createColors(true);

it("leaves lines, tabs and every colour of ours as they are", () => {
  const { bold, cyan, dim, green, red, yellow } = colours;
  const ours = [bold("b"), cyan("c"), dim("d"), green("g"), red("r"), yellow("y"), "\t1\n"].join(
    "",
  );

  expect(toPrintable(ours, colours)).toBe(ours);
});

it("replaces what a terminal would obey, character by character", () => {
  const title = toPrintable("\u001B]0;mine\u0007", colours);
  const cleared = toPrintable("a\u001B[2Jb\rc\u009B2J\u007F", colours);

  expect(title).toBe("\uFFFD]0;mine\uFFFD");
  expect(cleared).toBe("a\uFFFD[2Jb\uFFFDc\uFFFD2J\uFFFD");
});

it("leaves no colour where we use none", () => {
  expect(toPrintable("\u001B[31mred", createColors(false))).toBe("\uFFFD[31mred");
});

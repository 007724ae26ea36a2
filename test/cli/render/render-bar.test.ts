import { expect, it } from "vitest";
import { renderBar } from "../../../cli/render/render-bar.ts";

const whole = { startMs: 100, endMs: 500 };

it.each([
  ["everything", { startMs: 100, endMs: 500 }, "██████████"],
  ["the first half", { startMs: 100, endMs: 300 }, "█████     "],
  ["the end, by halves of a character", { startMs: 420, endMs: 480 }, "        █▌"],
  ["the middle, by halves of a character", { startMs: 280, endMs: 320 }, "    ▐▌    "],
  ["no time at all", { startMs: 300, endMs: 300 }, "     ▌    "],
  ["no time at all, at the end", { startMs: 500, endMs: 500 }, "         ▐"],
  ["what went on after the end", { startMs: 300, endMs: 900 }, "     █████"],
  ["waiting in vain", { startMs: 200, endMs: 420, isTimeout: true }, "  ░░░░░░  "],
])("draws %s", (_what, span, bar) => {
  expect(renderBar(span, whole, 10)).toBe(bar);
});

it("draws a whole that took no time", () => {
  const instant = { startMs: 7, endMs: 7 };

  expect(renderBar(instant, instant, 4)).toBe("▌   ");
});

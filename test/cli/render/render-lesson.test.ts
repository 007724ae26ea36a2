import { createColors } from "picocolors";
import { expect, it } from "vitest";
import { renderLesson } from "../../../cli/render/render-lesson.ts";
import { aLesson } from "../../support/a-lesson.ts";

const style = { colours: createColors(false), hasAnswers: false, examples: "examples" };

it("leaves out what the page has of the run's output, which stands there whole", () => {
  const { before, after } = renderLesson(aLesson(), style);

  expect(before).toMatch(/\nRun it\n\n {2}fledgling run examples\/03-inclusive-floor\n\n$/);
  expect(after).toMatch(/^\n {2}function scoreAd\(ad, bid\) \{\n/);
  expect(before + after).not.toContain("request-1  first party  3.00");
});

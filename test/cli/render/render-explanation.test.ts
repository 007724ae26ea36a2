import { createColors } from "picocolors";
import { expect, it } from "vitest";
import { renderExplanation } from "../../../cli/render/render-explanation.ts";

it("keeps a title on its line, whatever a bid is called", () => {
  const chapters = [{ title: "request-1, bid two\nlines", sentences: [{ text: "It lost." }] }];

  const text = renderExplanation(chapters, { events: [], colours: createColors(false) });

  expect(text).toBe("request-1, bid two lines\n  It lost.\n");
});

import { expect, it } from "vitest";
import { renderPageBlocks } from "../../../cli/render/render-page-blocks.ts";
import type { PageBlock, PageInline } from "../../../studio/index.ts";

function text(words: string): PageInline {
  return { kind: "text", text: words };
}

function aParagraph(...inline: readonly PageInline[]): PageBlock {
  return { kind: "paragraph", inline };
}

function render(blocks: readonly PageBlock[], width: number): string {
  return renderPageBlocks(blocks, width).join("\n");
}

it("marks code, writes out addresses, and wraps", () => {
  const paragraph = aParagraph(
    text("The "),
    { kind: "code", text: "floorCpmUsd" },
    text(" is "),
    { kind: "strong", text: "inclusive" },
    text(": see "),
    { kind: "link", text: "the rule", url: "https://example.com/rule" },
    text(" or "),
    { kind: "link", text: "https://example.com", url: "https://example.com" },
    text("."),
  );

  expect(render([paragraph], 40)).toBe(`The \`floorCpmUsd\` is inclusive: see the
rule (https://example.com/rule) or
https://example.com.`);
});

it("gives lists a column of their own, within each other as well", () => {
  const inner = { kind: "list", isOrdered: false, items: [[aParagraph(text("inner"))]] } as const;
  const list: PageBlock = {
    kind: "list",
    isOrdered: true,
    items: [
      [aParagraph(text("one that is too long for a line"))],
      [aParagraph(text("two")), inner],
    ],
  };

  expect(render([aParagraph(text("Both:")), list], 20)).toBe(`Both:

1. one that is too
   long for a line
2. two

   - inner`);
});

it("wraps the widest cells of a table that is too wide", () => {
  const table: PageBlock = {
    kind: "table",
    header: [[text("node")], [text("what it does")], [text("costs")]],
    rows: [
      [[{ kind: "code", text: "gamma" }], [text("would answer after 900 ms")], [text("500 ms")]],
      [[{ kind: "code", text: "delta" }], [text("fills")], []],
    ],
  };

  expect(render([table], 34)).toBe(`node     what it does       costs
-------  -----------------  ------
\`gamma\`  would answer       500 ms
         after 900 ms
\`delta\`  fills`);
});

it("sets code apart where it stays within the width", () => {
  const narrow: PageBlock = { kind: "code", language: "text", text: "won\n\n  beta" };
  const wide: PageBlock = { kind: "code", language: "text", text: "a line of 20 letters\n  b" };

  expect(render([narrow, wide], 20)).toBe(`  won

    beta

a line of 20 letters
  b`);
});

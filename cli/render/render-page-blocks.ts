import type { PageBlock, PageInline } from "../../studio/index.ts";
import { renderPageTable } from "./render-page-table.ts";
import { wrapText } from "./wrap-text.ts";

const INDENT = "  ";

/** Paragraphs, lists, tables and code as lines, with empty ones between them. Questions are not for everybody. */
export function renderPageBlocks(blocks: readonly PageBlock[], width = 80): readonly string[] {
  return blocks.flatMap((block, index) => [
    ...(index === 0 ? [] : [""]),
    ...renderPageBlock(block, width),
  ]);
}

function renderPageBlock(block: PageBlock, width: number): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return wrapText(renderInline(block.inline), { width }).split("\n");
    case "code":
      return renderCode(block.text, width);
    case "table": {
      const rows = block.rows.map((row) => row.map(renderInline));
      return renderPageTable(block.header.map(renderInline), rows, width);
    }
    case "list":
      return block.items.flatMap((item, index) =>
        renderItem(item, { mark: block.isOrdered ? `${index + 1}. ` : "- ", width }),
      );
    case "question":
      return wrapText(renderInline(block.question), { width }).split("\n");
  }
}

/** Without colours, only marks tell code from words. */
function renderInline(inline: readonly PageInline[]): string {
  return inline.map(renderOne).join("");
}

function renderOne(inline: PageInline): string {
  if (inline.kind === "code") return `\`${inline.text}\``;
  if (inline.kind === "link" && inline.url !== inline.text) return `${inline.text} (${inline.url})`;
  return inline.text;
}

/** Set apart, unless that makes lines too long which fit as they are. */
function renderCode(text: string, width: number): readonly string[] {
  const lines = text.split("\n");
  const isWide = lines.some(({ length }) => length > width - INDENT.length);
  return lines.map((line) => (isWide || line === "" ? line : INDENT + line));
}

/** Lines behind a mark, in a column of their own. */
export function renderItem(
  blocks: readonly PageBlock[],
  { mark, width }: { readonly mark: string; readonly width: number },
): readonly string[] {
  const margin = " ".repeat(mark.length);
  return renderPageBlocks(blocks, width - mark.length).map((line, index) =>
    `${index === 0 ? mark : margin}${line}`.trimEnd(),
  );
}

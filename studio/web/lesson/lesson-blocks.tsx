import type { ReactNode } from "react";
import type { PageBlock } from "../../page-data.ts";
import { InlineText } from "./inline-text.tsx";
import { LessonCode } from "./lesson-code.tsx";
import styles from "./lesson.module.css";

type Of<Kind extends PageBlock["kind"]> = Extract<PageBlock, { readonly kind: Kind }>;

interface LessonBlocksProps {
  readonly blocks: readonly PageBlock[];
}

/** Blocks never change places, so their places are their keys. */
export function LessonBlocks({ blocks }: LessonBlocksProps): ReactNode {
  return blocks.map((block, index) => <Block key={index} block={block} />);
}

function Block({ block }: { readonly block: PageBlock }): ReactNode {
  switch (block.kind) {
    case "paragraph":
      return (
        <p>
          <InlineText inline={block.inline} />
        </p>
      );
    case "list":
      return <List block={block} />;
    case "table":
      return <Table block={block} />;
    case "code":
      return <LessonCode language={block.language} text={block.text} />;
    case "question":
      return <Question block={block} />;
  }
}

function List({ block: { isOrdered, items } }: { readonly block: Of<"list"> }): ReactNode {
  const Tag = isOrdered ? "ol" : "ul";
  return (
    <Tag>
      {items.map((blocks, index) => (
        <li key={index}>
          <LessonBlocks blocks={blocks} />
        </li>
      ))}
    </Tag>
  );
}

/** Wider than the panel, it scrolls by itself; for that, keys have to reach it. */
function Table({ block: { header, rows } }: { readonly block: Of<"table"> }): ReactNode {
  return (
    <div className={styles["tableBox"]} role="group" aria-label="Table" tabIndex={0}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            {header.map((inline, index) => (
              <th key={index} scope="col">
                <InlineText inline={inline} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((inline, index) => (
                <td key={index}>
                  <InlineText inline={inline} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Question({ block }: { readonly block: Of<"question"> }): ReactNode {
  return (
    <details className={styles["question"]}>
      <summary>
        <InlineText inline={block.question} />
      </summary>
      <LessonBlocks blocks={block.answer} />
    </details>
  );
}

import type { ReactNode } from "react";
import { useLinesInSight } from "./use-lines-in-sight.ts";
import styles from "./windowed-lines.module.css";

interface WindowedLinesProps {
  readonly label: string;
  readonly count: number;
  /** Scrolled into sight whenever it changes. */
  readonly currentIndex: number;
  readonly renderLine: (index: number) => ReactNode;
}

/** Lines as tall as their text, of which only those in sight are in the document. */
export function WindowedLines(props: WindowedLinesProps): ReactNode {
  const { label, count, currentIndex, renderLine } = props;
  const { box, lines, onScroll, totalPx, topPx, indexes } = useLinesInSight(count, currentIndex);
  return (
    <div
      ref={box}
      className={styles["box"]}
      role="group"
      aria-label={label}
      {...{ onScroll }}
      tabIndex={0}
    >
      <div style={{ height: totalPx }}>
        <div
          ref={lines}
          role="list"
          aria-label={label}
          style={{ transform: `translateY(${topPx}px)` }}
        >
          {indexes.map((index) => (
            <div key={index} role="listitem" aria-setsize={count} aria-posinset={index + 1}>
              {renderLine(index)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

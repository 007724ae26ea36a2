import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { wordCount } from "../parts/words.ts";
import styles from "./panels.module.css";

const portion = 60;

interface GrowingLinesProps<Line> {
  readonly lines: readonly Line[];
  readonly renderLine: (line: Line) => ReactNode;
}

/** Lines as tall as their text, some at a time, so that thousands of them do not slow the page down. */
export function GrowingLines<Line>({ lines, renderLine }: GrowingLinesProps<Line>): ReactNode {
  const [count, setCount] = useState(portion);
  const left = lines.length - count;
  return (
    <>
      <ol className={styles["lines"]}>{lines.slice(0, count).map(renderLine)}</ol>
      {left > 0 && (
        <Button
          className={styles["more"] ?? ""}
          variant="default"
          size="xs"
          onClick={() => setCount(count + portion)}
        >
          {`${wordCount(left, "line")} left: show ${Math.min(left, portion)} of them`}
        </Button>
      )}
    </>
  );
}

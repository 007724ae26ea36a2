import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { JsonButton } from "../parts/json-button.tsx";
import { WindowedLines } from "../parts/windowed-lines.tsx";
import type { Place } from "../shell/use-place.ts";
import styles from "./panels.module.css";

interface ToldLine {
  readonly eventIndex: number;
}

interface ToldLinesProps<Line extends ToldLine> {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly place: Place;
  /** What stands at the top of a line. */
  readonly nameLine: (line: Line) => string;
  /** How it ended; nobody knows before it is told. */
  readonly renderState?: (line: Line) => ReactNode;
  readonly renderLine: (line: Line) => ReactNode;
}

/** Lines that the walk tells one after the other; those that it has not come to yet say so. */
export function ToldLines<Line extends ToldLine>(props: ToldLinesProps<Line>): ReactNode {
  const { label, lines, place, nameLine, renderState, renderLine } = props;
  const told = lines.findLastIndex(({ eventIndex }) => eventIndex <= place.cursor);
  return (
    <>
      <p className={styles["soFar"]}>{`${told + 1} of ${lines.length} so far`}</p>
      <WindowedLines
        label={label}
        count={lines.length}
        currentIndex={Math.max(0, told)}
        renderLine={(index) => {
          const line = lines[index];
          if (line === undefined) return null;
          const isAhead = index > told;
          return (
            <ToldLine
              {...{ place, isAhead }}
              eventIndex={line.eventIndex}
              name={nameLine(line)}
              state={isAhead ? undefined : renderState?.(line)}
            >
              {renderLine(line)}
            </ToldLine>
          );
        }}
      />
    </>
  );
}

interface ToldLineProps extends ToldLine {
  readonly place: Place;
  readonly isAhead: boolean;
  readonly name: string;
  readonly state: ReactNode;
  readonly children: ReactNode;
}

function ToldLine({ eventIndex, place, isAhead, name, state, children }: ToldLineProps): ReactNode {
  return (
    <div
      className={styles["line"]}
      data-ahead={isAhead || undefined}
      aria-current={eventIndex === place.cursor ? "step" : undefined}
    >
      <div className={styles["lineHead"]}>
        <strong>{name}</strong>
        {isAhead ? <StillToCome /> : state}
        <JsonButton title={`Event ${eventIndex + 1}`} value={place.run.events[eventIndex]} />
      </div>
      {children}
    </div>
  );
}

function StillToCome(): ReactNode {
  return (
    <span className={styles["ahead"]}>
      <Hourglass size={13} aria-hidden="true" /> still to come
    </span>
  );
}

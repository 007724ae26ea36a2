import { useEffect, useId, type KeyboardEvent, type ReactNode } from "react";
import { useRowsInSight } from "./use-rows-in-sight.ts";
import styles from "./windowed-list.module.css";

interface WindowedListProps {
  readonly label: string;
  readonly count: number;
  readonly rowHeightPx: number;
  readonly chosenIndex: number;
  readonly onChoose: (index: number) => void;
  readonly renderRow: (index: number) => ReactNode;
}

/** A list box of any length: only the rows in sight are in the document. */
export function WindowedList(props: WindowedListProps): ReactNode {
  const { label, count, rowHeightPx, chosenIndex, onChoose } = props;
  const id = useId();
  const { scroller, box, setTopPx, rows, heightPx } = useRowsInSight(props);
  useEffect(
    () => revealRow(scroller.current, chosenIndex, rowHeightPx),
    [scroller, chosenIndex, rowHeightPx, heightPx],
  );
  return (
    <div
      ref={box}
      className={styles["list"]}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={rows.includes(chosenIndex) ? `${id}-${chosenIndex}` : undefined}
      onScroll={(event) => setTopPx(event.currentTarget.scrollTop)}
      onKeyDown={(event) => chooseByKey(event, props)}
    >
      <div className={styles["rows"]} role="presentation" style={{ height: count * rowHeightPx }}>
        {rows.map((index) => (
          <div
            key={index}
            id={`${id}-${index}`}
            className={styles["row"]}
            style={{ top: index * rowHeightPx, height: rowHeightPx }}
            role="option"
            aria-selected={index === chosenIndex}
            aria-setsize={count}
            aria-posinset={index + 1}
            onClick={() => onChoose(index)}
          >
            {props.renderRow(index)}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Scrolls within the list only: the page stays where it is. */
function revealRow(list: HTMLElement | null, index: number, rowHeightPx: number): void {
  if (list === null || index < 0) return;
  const rowTopPx = index * rowHeightPx;
  const isAbove = rowTopPx < list.scrollTop;
  const isBelow = rowTopPx + rowHeightPx > list.scrollTop + list.clientHeight;
  if (isAbove) list.scrollTop = rowTopPx;
  if (isBelow) list.scrollTop = rowTopPx + rowHeightPx - list.clientHeight;
}

function chooseByKey(event: KeyboardEvent, { chosenIndex, count, onChoose }: WindowedListProps) {
  const next = { ArrowDown: chosenIndex + 1, ArrowUp: chosenIndex - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  if (next >= 0 && next < count) onChoose(next);
}

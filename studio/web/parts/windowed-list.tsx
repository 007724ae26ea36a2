import { useEffect, useId, type KeyboardEvent, type ReactNode } from "react";
import { useRowsInSight } from "./use-rows-in-sight.ts";
import styles from "./windowed-list.module.css";

interface WindowedListProps {
  readonly label: string;
  readonly count: number;
  readonly rowHeightPx: number;
  readonly chosenIndex: number;
  readonly onChoose: (index: number) => void;
  /** By a click, or by Enter; where there is nothing to open, a row is chosen alone. */
  readonly onOpen?: (index: number) => void;
  readonly renderRow: (index: number) => ReactNode;
}

/** A list box of any length: only the rows in sight are in the document. */
export function WindowedList(props: WindowedListProps): ReactNode {
  const { label, count, rowHeightPx, chosenIndex } = props;
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
          <Row key={index} {...props} id={`${id}-${index}`} index={index} />
        ))}
      </div>
    </div>
  );
}

interface RowProps extends WindowedListProps {
  readonly id: string;
  readonly index: number;
}

function Row({ id, index, ...list }: RowProps): ReactNode {
  const { count, rowHeightPx, chosenIndex, onChoose, onOpen, renderRow } = list;
  const pick = (): void => {
    onChoose(index);
    onOpen?.(index);
  };
  return (
    <div
      id={id}
      className={styles["row"]}
      style={{ top: index * rowHeightPx, height: rowHeightPx }}
      role="option"
      aria-selected={index === chosenIndex}
      aria-setsize={count}
      aria-posinset={index + 1}
      onClick={pick}
    >
      {renderRow(index)}
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

const pageRows = 10;

function chooseByKey(event: KeyboardEvent, props: WindowedListProps): void {
  const { chosenIndex, count, onChoose, onOpen } = props;
  const next = {
    ArrowDown: chosenIndex + 1,
    ArrowUp: chosenIndex - 1,
    PageDown: chosenIndex + pageRows,
    PageUp: chosenIndex - pageRows,
    Home: 0,
    End: count - 1,
  }[event.key];
  const isOpened = event.key === "Enter" && onOpen !== undefined && chosenIndex >= 0;
  if (next === undefined && !isOpened) return;
  event.preventDefault();
  if (isOpened) onOpen(chosenIndex);
  else if (next !== undefined && count > 0) onChoose(Math.min(Math.max(next, 0), count - 1));
}

import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import styles from "./windowed-list.module.css";

/** Rows drawn beyond both edges, so that a quick scroll does not show a gap. */
const spareRows = 8;

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
  const { box, setTopPx, rows } = useRowsInSight(props);
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

function useRowsInSight({ count, rowHeightPx, chosenIndex }: WindowedListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const size = useElementSize<HTMLDivElement>();
  const box = useMergedRef(scroller, size.ref);
  const [topPx, setTopPx] = useState(0);
  useEffect(
    () => revealRow(scroller.current, chosenIndex, rowHeightPx),
    [chosenIndex, rowHeightPx, size.height],
  );
  const first = Math.max(0, Math.floor(topPx / rowHeightPx) - spareRows);
  const end = Math.min(count, Math.ceil((topPx + size.height) / rowHeightPx) + spareRows);
  const rows = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  return { box, setTopPx, rows };
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

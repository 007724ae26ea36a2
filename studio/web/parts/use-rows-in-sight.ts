import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useRef, useState } from "react";

/** Rows drawn beyond both edges, so that a quick scroll does not show a gap. */
const spareRows = 8;

interface RowsOfOneHeight {
  readonly count: number;
  readonly rowHeightPx: number;
}

/** Which rows of a scrolling box have to be in the document, by their places. */
export function useRowsInSight({ count, rowHeightPx }: RowsOfOneHeight) {
  const scroller = useRef<HTMLDivElement>(null);
  const size = useElementSize<HTMLDivElement>();
  const box = useMergedRef(scroller, size.ref);
  const [topPx, setTopPx] = useState(0);
  const inSight = Math.ceil(size.height / rowHeightPx);
  // A list that has become shorter has been scrolled less far.
  const top = Math.min(Math.floor(topPx / rowHeightPx), Math.max(0, count - inSight));
  const first = Math.max(0, top - spareRows);
  const end = Math.min(count, top + inSight + 1 + spareRows);
  const rows = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  return { scroller, box, setTopPx, rows, heightPx: size.height };
}

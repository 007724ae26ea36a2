import type { ReactNode } from "react";
import { StateMark } from "../parts/state-mark.tsx";
import { WindowedList } from "../parts/windowed-list.tsx";
import { wordCpm, wordMs } from "../parts/words.ts";
import styles from "./chapter-list.module.css";
import type { Chapter } from "./chapters.ts";
import type { Place } from "./use-place.ts";

const rowHeightPx = 64;
const mostRows = 4;

export function ChapterList({ place }: { readonly place: Place }): ReactNode {
  const { chapters, chapterIndex, openChapter } = place;
  const heightPx = Math.min(chapters.length, mostRows) * rowHeightPx;
  return (
    <nav aria-label="Requests" className={styles["chapters"]}>
      <h2 className={styles["heading"]}>
        Requests <kbd>J</kbd> <kbd>K</kbd>
      </h2>
      <div style={{ height: heightPx }}>
        <WindowedList
          label="Requests"
          count={chapters.length}
          rowHeightPx={rowHeightPx}
          chosenIndex={chapterIndex}
          onChoose={openChapter}
          renderRow={(index) => <ChapterRow chapter={chapters[index]} />}
        />
      </div>
    </nav>
  );
}

function ChapterRow({ chapter }: { readonly chapter: Chapter | undefined }): ReactNode {
  if (chapter === undefined) return null;
  const { title, note, outcome, request } = chapter;
  const cpmUsd = request?.winner?.cpmUsd;
  return (
    <div className={styles["row"]}>
      <span className={styles["title"]}>{title}</span>
      {request !== undefined && (
        <span className={styles["number"]}>{wordMs(request.latencyMs)}</span>
      )}
      <span className={styles["note"]}>{note}</span>
      <span className={styles["end"]}>
        <StateMark state={outcome} />
        {request?.winner !== undefined && (
          <span className={styles["winner"]}>{request.winner.networkId}</span>
        )}
        {cpmUsd !== undefined && <span className={styles["number"]}>{wordCpm(cpmUsd)}</span>}
      </span>
    </div>
  );
}

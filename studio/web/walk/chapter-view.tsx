import type { ReactNode } from "react";
import { StateMark } from "../parts/state-mark.tsx";
import type { Chapter } from "../shell/chapters.ts";
import type { Place } from "../shell/use-place.ts";
import { Chain } from "./chain.tsx";
import styles from "./chapter-view.module.css";
import { MoneyStrip } from "./money-strip.tsx";
import { Timeline } from "./timeline.tsx";

interface ChapterViewProps {
  readonly chapter: Chapter;
  readonly place: Place;
}

/** One request as far as it has been played: why it ended so, who was at it when, the chain, the money. */
export function ChapterView({ chapter, place }: ChapterViewProps): ReactNode {
  const { request } = chapter;
  return (
    <div className={styles["chapter"]}>
      <section aria-label="Why">
        <div className={styles["head"]}>
          <h2>{chapter.title}</h2>
          <span className={styles["note"]}>
            {request === undefined ? chapter.note : `${chapter.note}, ${request.flow}`}
          </span>
          <StateMark state={chapter.outcome} size="large" />
        </div>
        <p className={styles["why"]}>{chapter.why}</p>
        {request !== undefined && request.others.length > 0 && (
          <details className={styles["others"]}>
            <summary>Why not the others</summary>
            <ul>
              {request.others.map(({ nodeId, rule, text }) => (
                <li key={`${nodeId} ${rule} ${text}`}>{text}</li>
              ))}
            </ul>
          </details>
        )}
      </section>
      {request !== undefined && (
        <>
          <Timeline request={request} place={place} />
          <Chain cards={request.cards} cursor={place.cursor} currentCardId={place.step?.cardId} />
          <MoneyStrip request={request} cursor={place.cursor} />
        </>
      )}
    </div>
  );
}

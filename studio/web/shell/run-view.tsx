import type { ReactNode } from "react";
import type { PageLesson } from "../../page-data.ts";
import { Panels } from "../panels/panels.tsx";
import { ChapterView } from "../walk/chapter-view.tsx";
import { StepBar } from "../walk/step-bar.tsx";
import { StepList } from "../walk/step-list.tsx";
import { ChapterList } from "./chapter-list.tsx";
import { Notices } from "./notices.tsx";
import styles from "./run-view.module.css";
import { useKeys } from "./use-keys.ts";
import type { Place } from "./use-place.ts";
import { usePlayback } from "./use-playback.ts";

interface RunViewProps {
  readonly place: Place;
  readonly lesson: PageLesson | undefined;
}

/** One run: what can be played on the left, the walk in the middle, what goes deeper on the right. */
export function RunView({ place, lesson }: RunViewProps): ReactNode {
  const playback = usePlayback(place);
  useKeys(place, playback);
  return (
    <main className={styles["main"]}>
      <Notices notices={place.run.notices} />
      <div className={styles["columns"]}>
        <div className={styles["rail"]}>
          <ChapterList place={place} />
          <StepList place={place} />
        </div>
        <div className={styles["walk"]}>
          <StepBar place={place} playback={playback} />
          {place.chapter !== undefined && <ChapterView chapter={place.chapter} place={place} />}
        </div>
        <div className={styles["panels"]}>
          <Panels place={place} lesson={lesson} />
        </div>
      </div>
    </main>
  );
}

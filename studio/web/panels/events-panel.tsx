import { TextInput } from "@mantine/core";
import { useMemo, useState, type ReactNode } from "react";
import type { PageEvent } from "../../page-data.ts";
import { useShowJson } from "../parts/json-drawer.tsx";
import { WindowedList } from "../parts/windowed-list.tsx";
import { wordClock } from "../parts/words.ts";
import type { Chapter } from "../shell/chapters.ts";
import type { Place } from "../shell/use-place.ts";
import styles from "./events-panel.module.css";

const rowHeightPx = 44;

/** The whole trace, and each event of it as it is written there. */
export function EventsPanel({ place }: { readonly place: Place }): ReactNode {
  const { run, cursor } = place;
  const { events } = run;
  const sentences = useMemo(() => collectSentences(place.chapters), [place.chapters]);
  const showJson = useShowJson();
  const [words, setWords] = useState("");
  const [picked, pick] = usePick(cursor);
  const shown = useMemo(
    () => findEvents({ events, sentences }, words.trim().toLowerCase()),
    [events, sentences, words],
  );
  const open = (row: number): void => {
    const index = shown[row] ?? cursor;
    showJson({ title: `Event ${index + 1}`, value: events[index] });
  };
  return (
    <div className={styles["events"]}>
      <TextInput
        className={styles["filter"] ?? ""}
        size="xs"
        aria-label="Find events"
        placeholder="find by type or by what is said"
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <div className={styles["box"]}>
        <WindowedList
          label="Events"
          count={shown.length}
          rowHeightPx={rowHeightPx}
          chosenIndex={shown.indexOf(picked)}
          onChoose={(row) => pick(shown[row] ?? cursor)}
          onOpen={open}
          renderRow={(row) => <EventRow index={shown[row]} {...{ events, sentences }} />}
        />
      </div>
    </div>
  );
}

/** The event that the reader picked, until the walk goes on; else the one that it has come to. */
function usePick(cursor: number): readonly [picked: number, pick: (index: number) => void] {
  const [{ at, index }, setPick] = useState({ at: cursor, index: cursor });
  return [at === cursor ? index : cursor, (picked) => setPick({ at: cursor, index: picked })];
}

interface Told {
  readonly events: readonly PageEvent[];
  readonly sentences: ReadonlyMap<number, string>;
}

/** Places of the events that say something like it. */
function findEvents({ events, sentences }: Told, wanted: string): readonly number[] {
  const has = (text: string | undefined): boolean => text?.toLowerCase().includes(wanted) ?? false;
  return events
    .keys()
    .filter((index) => wanted === "" || has(events[index]?.type) || has(sentences.get(index)))
    .toArray();
}

/** What the steps say of each event, by its index. */
function collectSentences(chapters: readonly Chapter[]): ReadonlyMap<number, string> {
  const steps = chapters.flatMap((chapter) => chapter.steps);
  return new Map(steps.map(({ eventIndex, text }) => [eventIndex, text]));
}

interface EventRowProps extends Told {
  readonly index: number | undefined;
}

function EventRow({ index = -1, events, sentences }: EventRowProps): ReactNode {
  const event = events[index];
  if (event === undefined) return null;
  return (
    <div className={styles["row"]}>
      <span className={styles["number"]}>{index + 1}</span>
      <span className={styles["type"]}>{event.type}</span>
      <span className={styles["number"]}>{wordClock(event.atMs)}</span>
      <span className={styles["sentence"]}>{sentences.get(index)}</span>
    </div>
  );
}

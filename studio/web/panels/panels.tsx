import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import type { PageLesson } from "../../page-data.ts";
import type { Place } from "../shell/use-place.ts";
import { EventsPanel } from "./events-panel.tsx";
import { LedgerPanel } from "./ledger-panel.tsx";
import { LessonPanel } from "../lesson/lesson-panel.tsx";
import styles from "./panels.module.css";
import { ReportsPanel } from "./reports-panel.tsx";
import { ScriptPanel } from "./script-panel.tsx";

interface PanelDefinition {
  readonly name: string;
  readonly label: string;
  readonly count: (place: Place) => number | undefined;
  readonly Panel: (props: { readonly place: Place }) => ReactNode;
}

/** From left to right, behind the lesson where there is one. */
const panels: readonly PanelDefinition[] = [
  {
    name: "script",
    label: "Scripts",
    count: ({ chapter }) => chapter?.callNumbers.length,
    Panel: ScriptPanel,
  },
  {
    name: "ledger",
    label: "Ledger",
    count: ({ chapter }) => chapter?.ledgerIndexes.length,
    Panel: LedgerPanel,
  },
  {
    name: "reports",
    label: "Reports",
    count: ({ chapter }) => chapter?.reportIndexes.length,
    Panel: ReportsPanel,
  },
  { name: "events", label: "Events", count: ({ run }) => run.events.length, Panel: EventsPanel },
];

/** The lesson, else the scripts; where none ran, they would be empty whatever is played. */
function nameOpening({ run }: Place, lesson: PageLesson | undefined): string {
  if (lesson !== undefined) return "lesson";
  return run.calls.length > 0 ? "script" : "ledger";
}

interface PanelsProps {
  readonly place: Place;
  readonly lesson: PageLesson | undefined;
}

/** What goes deeper than the walk: the lesson, the scripts, who lost by which rule, what was reported, every event. */
export function Panels({ place, lesson }: PanelsProps): ReactNode {
  const names = [...(lesson === undefined ? [] : ["lesson"]), ...panels.map(({ name }) => name)];
  const opening = nameOpening(place, lesson);
  return (
    <Tabs
      className={styles["panels"] ?? ""}
      value={names.includes(place.panel) ? place.panel : opening}
      onChange={(name) => place.openPanel(name ?? opening)}
      keepMounted={false}
    >
      <Tabs.List className={styles["tabs"] ?? ""} aria-label="What goes deeper">
        {lesson !== undefined && (
          <Tabs.Tab value="lesson" className={styles["tab"] ?? ""}>
            Lesson
          </Tabs.Tab>
        )}
        {panels.map(({ name, label, count }) => (
          <Tabs.Tab key={name} value={name} className={styles["tab"] ?? ""}>
            {label}{" "}
            <span className={styles["count"]}>{(count(place) ?? 0).toLocaleString("en")}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {lesson !== undefined && (
        <Tabs.Panel value="lesson" className={styles["panel"] ?? ""}>
          <LessonPanel lesson={lesson} />
        </Tabs.Panel>
      )}
      {panels.map(({ name, Panel }) => (
        <Tabs.Panel key={name} value={name} className={styles["panel"] ?? ""}>
          <Panel key={place.chapter?.id} place={place} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

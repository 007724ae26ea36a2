import {
  ActionIcon,
  Button,
  SegmentedControl,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { Feather, Moon, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import type { PageData } from "../../page-data.ts";
import { wordClock } from "../parts/words.ts";
import styles from "./page-header.module.css";
import type { Place } from "./use-place.ts";

interface PageHeaderProps {
  readonly page: PageData;
  readonly place: Place;
}

export function PageHeader({ page, place }: PageHeaderProps): ReactNode {
  const { facts } = place.run;
  const clockMs = place.step?.atMs ?? facts.endMs;
  return (
    <header className={styles["header"]}>
      <h1 className={styles["name"]}>
        <Feather size={18} aria-hidden="true" />
        <span>{place.view === "run" ? facts.name : page.title}</span>
      </h1>
      {place.views.length > 1 && <ViewChoice page={page} place={place} />}
      {page.lesson !== undefined && <LessonButton number={page.lesson.number} place={place} />}
      {place.view === "run" && (
        <dl className={styles["facts"]}>
          <Fact name="seed" value={String(facts.seed)} />
          <Fact name="profile" value={facts.profile} />
          <Fact
            name="clock"
            value={`${wordClock(clockMs)} of ${wordClock(facts.endMs)}`}
            note={facts.mode === "live" ? "real time" : "virtual"}
          />
        </dl>
      )}
      <ColorSchemeToggle />
    </header>
  );
}

interface LessonButtonProps {
  readonly number: number;
  readonly place: Place;
}

/** Where everything stands below each other, the lesson is far down. */
function LessonButton({ number, place }: LessonButtonProps): ReactNode {
  const show = (): void => {
    flushSync(() => place.openPanel("lesson"));
    document.querySelector("article")?.scrollIntoView();
  };
  return (
    <Button className={styles["lesson"] ?? ""} size="xs" variant="default" onClick={show}>
      {`Lesson ${number}`}
    </Button>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
}

function Fact({ name, value, note }: FactProps): ReactNode {
  return (
    <div>
      <dt>{note === undefined ? name : `${name}, ${note}`}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const viewWords = { sweep: "Sweep", compare: "Compare" } as const;

/** Between what the page opens on and each run alone. */
function ViewChoice({ page, place }: PageHeaderProps): ReactNode {
  const overviews = place.views.filter((view) => view !== "run");
  const runs =
    page.runs.length > 1
      ? [
          { value: "a", label: "Run A" },
          { value: "b", label: "Run B" },
        ]
      : [{ value: "a", label: "Run" }];
  const alone = place.runIndex === 0 ? "a" : "b";
  const open = (word: string): void => {
    const overview = overviews.find((view) => view === word);
    if (overview === undefined) place.openRun(word === "b" ? 1 : 0);
    else place.openView(overview);
  };
  return (
    <SegmentedControl
      size="xs"
      aria-label="What is shown"
      data={[...overviews.map((value) => ({ value, label: viewWords[value] })), ...runs]}
      value={place.view === "run" ? alone : place.view}
      onChange={open}
    />
  );
}

function ColorSchemeToggle(): ReactNode {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "dark" ? "light" : "dark";
  const label = `Switch to ${other} colours`;
  const Icon = scheme === "dark" ? Sun : Moon;
  return (
    <ActionIcon
      className={styles["toggle"] ?? ""}
      variant="default"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(other)}
    >
      <Icon size={18} aria-hidden="true" />
    </ActionIcon>
  );
}

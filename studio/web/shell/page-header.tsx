import {
  ActionIcon,
  SegmentedControl,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { Feather, Moon, Sun } from "lucide-react";
import type { ReactNode } from "react";
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
        {place.isComparing ? page.title : facts.name}
      </h1>
      {page.comparison !== undefined && <RunChoice place={place} />}
      {!place.isComparing && (
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

function RunChoice({ place }: { readonly place: Place }): ReactNode {
  const choices = [
    { value: "both", label: "Compare" },
    { value: "a", label: "Run A" },
    { value: "b", label: "Run B" },
  ];
  const alone = place.runIndex === 0 ? "a" : "b";
  return (
    <SegmentedControl
      size="xs"
      aria-label="What is shown"
      data={choices}
      value={place.isComparing ? "both" : alone}
      onChange={(word) => (word === "both" ? place.compare() : place.openRun(word === "a" ? 0 : 1))}
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

import { ActionIcon, NativeSelect } from "@mantine/core";
import {
  ChevronFirst,
  ChevronLast,
  ChevronLeft,
  ChevronRight,
  Pause,
  Play,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import { JsonButton } from "../parts/json-button.tsx";
import { wordClock } from "../parts/words.ts";
import type { Place } from "../shell/use-place.ts";
import type { Playback } from "../shell/use-playback.ts";
import styles from "./step-bar.module.css";

const speeds = [0.5, 1, 2, 4, 8];

interface StepBarProps {
  readonly place: Place;
  readonly playback: Playback;
}

/** Plays and steps, and says in one sentence what has just happened. */
export function StepBar({ place, playback }: StepBarProps): ReactNode {
  const { chapter, stepIndex } = place;
  const count = chapter?.steps.length ?? 0;
  return (
    <section className={styles["bar"]} aria-label="Playback">
      <div className={styles["controls"]}>
        <Control icon={ChevronFirst} label="First step" keys="Home" onClick={playback.first} />
        <Control icon={ChevronLeft} label="Back" keys="←" onClick={playback.back} />
        <Control
          icon={playback.isPlaying ? Pause : Play}
          label={playback.isPlaying ? "Pause" : "Play"}
          keys="Space"
          onClick={playback.toggle}
          isMain
        />
        <Control icon={ChevronRight} label="Forward" keys="→" onClick={playback.forward} />
        <Control icon={ChevronLast} label="Last step" keys="End" onClick={playback.last} />
        <NativeSelect
          className={styles["speed"] ?? ""}
          size="xs"
          aria-label="Speed"
          data={speeds.map((speed) => ({ value: String(speed), label: `× ${speed}` }))}
          value={String(playback.speed)}
          onChange={({ currentTarget }) => playback.setSpeed(Number(currentTarget.value))}
        />
        <span className={styles["count"]}>
          step {(stepIndex + 1).toLocaleString("en")} of {count.toLocaleString("en")}
        </span>
      </div>
      <progress
        className={styles["progress"]}
        max={count}
        value={stepIndex + 1}
        aria-label="Steps played"
      />
      <CurrentStep place={place} isPlaying={playback.isPlaying} />
    </section>
  );
}

interface CurrentStepProps {
  readonly place: Place;
  readonly isPlaying: boolean;
}

/** Read aloud for whoever steps; while it plays, nobody could listen as fast. */
function CurrentStep({ place, isPlaying }: CurrentStepProps): ReactNode {
  const { step, run } = place;
  return (
    <div className={styles["step"]}>
      <p className={styles["meta"]}>
        {step !== undefined && (
          <>
            <span className={styles["clock"]}>{wordClock(step.atMs)}</span>
            <strong>{step.who}</strong>
            {step.seedStep !== undefined && <SeedStep words={step.seedStep} />}
          </>
        )}
      </p>
      {step !== undefined && (
        <JsonButton title={`Event ${step.eventIndex + 1}`} value={run.events[step.eventIndex]} />
      )}
      <p className={styles["sentence"]} aria-live={isPlaying ? "off" : "polite"}>
        {step?.text ?? "Nothing happened here."}
      </p>
    </div>
  );
}

function SeedStep({ words }: { readonly words: string }): ReactNode {
  const noun = words.includes("-") ? "steps" : "step";
  return <span className={styles["seed"]}>{`proposal, ${noun} ${words}`}</span>;
}

interface ControlProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys: string;
  readonly onClick: () => void;
  readonly isMain?: boolean;
}

function Control({ icon: Icon, label, keys, onClick, isMain = false }: ControlProps): ReactNode {
  return (
    <ActionIcon
      size="lg"
      variant={isMain ? "filled" : "default"}
      aria-label={label}
      title={`${label} (${keys})`}
      onClick={onClick}
    >
      <Icon size={18} aria-hidden="true" />
    </ActionIcon>
  );
}

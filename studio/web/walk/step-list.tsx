import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import type { PageStep } from "../../page-data.ts";
import { WindowedList } from "../parts/windowed-list.tsx";
import { wordClock } from "../parts/words.ts";
import type { Place } from "../shell/use-place.ts";
import styles from "./step-list.module.css";

/** A line of facts, and two of text. */
const rowHeightPx = 68;

/** Every step of the chapter; those still to come are told by a hollow dot. */
export function StepList({ place }: { readonly place: Place }): ReactNode {
  const { chapter, stepIndex, openStep } = place;
  const steps = chapter?.steps ?? [];
  return (
    <section className={styles["steps"]} aria-label="Steps">
      <div className={styles["heading"]}>
        <h2>
          Steps <kbd>←</kbd> <kbd>→</kbd>
        </h2>
        <NativeSelect
          className={styles["detail"] ?? ""}
          size="xs"
          aria-label="Which steps"
          data={[
            { value: "all", label: "every step" },
            { value: "walk", label: "the walk alone" },
          ]}
          value={place.detail}
          onChange={({ currentTarget }) => place.openDetail(currentTarget.value)}
        />
      </div>
      <div className={styles["box"]}>
        <WindowedList
          label="Steps"
          count={steps.length}
          rowHeightPx={rowHeightPx}
          chosenIndex={stepIndex}
          onChoose={openStep}
          renderRow={(index) => <StepRow step={steps[index]} isAhead={index > stepIndex} />}
        />
      </div>
    </section>
  );
}

interface StepRowProps {
  readonly step: PageStep | undefined;
  readonly isAhead: boolean;
}

function StepRow({ step, isAhead }: StepRowProps): ReactNode {
  if (step === undefined) return null;
  return (
    <div className={styles["row"]} data-level={step.level}>
      <span
        className={styles["dot"]}
        data-tone={step.tone}
        data-ahead={isAhead || undefined}
        aria-hidden="true"
      />
      <span className={styles["meta"]}>
        <span className={styles["time"]}>{wordClock(step.atMs)}</span>
        <span className={styles["who"]}>{step.who}</span>
        {step.seedStep !== undefined && <span className={styles["seed"]}>{step.seedStep}</span>}
      </span>
      <span className={styles["text"]}>{step.text}</span>
    </div>
  );
}

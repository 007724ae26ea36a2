import { Button } from "@mantine/core";
import { GitFork } from "lucide-react";
import type { ReactNode } from "react";
import type { PageDivergence } from "../../page-data.ts";
import { JsonButton } from "../parts/json-button.tsx";
import type { Place } from "../shell/use-place.ts";
import styles from "./compare-view.module.css";
import { DifferenceTable } from "./difference-table.tsx";

interface DivergenceProps {
  readonly divergence: PageDivergence;
  readonly place: Place;
}

/** The first event that is not the same in both runs. */
export function Divergence({ divergence, place }: DivergenceProps): ReactNode {
  const { position, requestId, nodeId, aText, bText, facts } = divergence;
  const { aEventIndex, bEventIndex } = divergence;
  const open = (runIndex: number, eventIndex: number | undefined): void => {
    const isKnown = requestId !== undefined && eventIndex !== undefined;
    place.openRun(runIndex, isKnown ? { requestId, eventIndex } : undefined);
  };
  const where = [requestId, nodeId && `node ${nodeId}`].filter(Boolean).join(", ");
  return (
    <section className={styles["divergence"]} aria-label="Where they part">
      <h2>
        <GitFork size={16} aria-hidden="true" />
        {`They part at event ${position.toLocaleString("en")}`}
        {where !== "" && <span className={styles["dimmed"]}>{where}</span>}
        <JsonButton title="Where they part" value={divergence} />
      </h2>
      <div className={styles["two"]}>
        <Side name="Run A" text={aText} onOpen={() => open(0, aEventIndex)} />
        <Side name="Run B" text={bText} onOpen={() => open(1, bEventIndex)} />
      </div>
      {facts.length > 0 && (
        <DifferenceTable differences={facts} label="Facts that are not the same" />
      )}
    </section>
  );
}

interface SideProps {
  readonly name: string;
  readonly text: string;
  readonly onOpen: () => void;
}

function Side({ name, text, onOpen }: SideProps): ReactNode {
  return (
    <div className={styles["side"]}>
      <strong>{name}</strong>
      <p>{text}</p>
      <Button variant="default" size="xs" onClick={onOpen}>
        Play {name.replace("R", "r")}
      </Button>
    </div>
  );
}

import { NativeSelect, TextInput } from "@mantine/core";
import { useMemo, useState, type ReactNode } from "react";
import type { PageLedgerLine } from "../../page-data.ts";
import { JsonButton } from "../parts/json-button.tsx";
import type { Place } from "../shell/use-place.ts";
import { GrowingLines } from "./growing-lines.tsx";
import styles from "./panels.module.css";

const everyRule = "every rule";

/** Who did not win, by which rule, with the values that decided. */
export function LedgerPanel({ place }: { readonly place: Place }): ReactNode {
  const [rule, setRule] = useState(everyRule);
  const [words, setWords] = useState("");
  const lines = useMemo(() => linesOf(place), [place.chapter, place.run]);
  const rules = [everyRule, ...new Set(lines.map((line) => line.rule))];
  const shown = lines.filter(
    (line) => (rule === everyRule || line.rule === rule) && hasWords(line, words),
  );
  return (
    <>
      <div className={styles["filters"]}>
        <NativeSelect
          size="xs"
          aria-label="Rule"
          data={rules}
          value={rule}
          onChange={({ currentTarget }) => setRule(currentTarget.value)}
        />
        <TextInput
          size="xs"
          aria-label="Find in the ledger"
          placeholder="find an ad, a node, a value"
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </div>
      {shown.length === 0 && <p className={styles["empty"]}>No line like that.</p>}
      <GrowingLines
        key={`${rule} ${words}`}
        lines={shown}
        renderLine={(line) => <Line key={line.eventIndex} line={line} place={place} />}
      />
    </>
  );
}

function linesOf({ chapter, run }: Place): readonly PageLedgerLine[] {
  return (chapter?.ledgerIndexes ?? []).flatMap((index) => run.ledger[index] ?? []);
}

function hasWords({ subject, rule, detail, nodeId = "" }: PageLedgerLine, words: string): boolean {
  const text = `${subject} ${rule} ${detail} ${nodeId}`.toLowerCase();
  return text.includes(words.trim().toLowerCase());
}

function Line({
  line,
  place,
}: {
  readonly line: PageLedgerLine;
  readonly place: Place;
}): ReactNode {
  const { eventIndex, subject, rule, meaning, detail, hint } = line;
  return (
    <li className={styles["line"]} aria-current={eventIndex === place.cursor ? "step" : undefined}>
      <div className={styles["lineHead"]}>
        <strong>{subject}</strong>
        <JsonButton title={`Event ${eventIndex + 1}`} value={place.run.events[eventIndex]} />
      </div>
      <p className={styles["mono"]} title={meaning}>
        {rule}
      </p>
      <p>{detail}</p>
      {hint !== undefined && <p className={styles["dimmed"]}>{hint}</p>}
    </li>
  );
}

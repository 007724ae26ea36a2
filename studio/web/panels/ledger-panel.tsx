import { NativeSelect, TextInput } from "@mantine/core";
import { useMemo, useState, type ReactNode } from "react";
import type { PageLedgerLine } from "../../page-data.ts";
import type { Place } from "../shell/use-place.ts";
import styles from "./panels.module.css";
import { ToldLines } from "./told-lines.tsx";

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
    <div className={styles["column"]}>
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
      {shown.length > 0 && (
        <ToldLines
          key={`${rule} ${words}`}
          label="Ledger"
          lines={shown}
          place={place}
          nameLine={({ subject }) => subject}
          renderLine={(line) => <Reason line={line} />}
        />
      )}
    </div>
  );
}

function linesOf({ chapter, run }: Place): readonly PageLedgerLine[] {
  return (chapter?.ledgerIndexes ?? []).flatMap((index) => run.ledger[index] ?? []);
}

function hasWords({ subject, rule, detail, nodeId = "" }: PageLedgerLine, words: string): boolean {
  const text = `${subject} ${rule} ${detail} ${nodeId}`.toLowerCase();
  return text.includes(words.trim().toLowerCase());
}

function Reason({ line }: { readonly line: PageLedgerLine }): ReactNode {
  const { rule, meaning, detail, hint } = line;
  return (
    <>
      <p className={styles["mono"]} title={meaning}>
        {rule}
      </p>
      <p>{detail}</p>
      {hint !== undefined && <p className={styles["dimmed"]}>{hint}</p>}
    </>
  );
}

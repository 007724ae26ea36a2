import type { ReactNode } from "react";
import type { PageRequest } from "../../page-data.ts";
import { wordCpm } from "../parts/words.ts";
import styles from "./money-strip.module.css";

interface MoneyStripProps {
  readonly request: PageRequest;
  readonly cursor: number;
}

/** What the winner was ranked by, bid, had to reach and pays, and what the next one would have paid. */
export function MoneyStrip({ request, cursor }: MoneyStripProps): ReactNode {
  const { money, winner } = request;
  if (winner === undefined || money.length === 0) return null;
  const isDecided = cursor >= winner.eventIndex;
  return (
    <section aria-label="Money">
      <h2>Money, USD CPM</h2>
      <dl className={styles["strip"]}>
        {money.map(({ kind, label, cpmUsd, text }) => (
          <div key={kind} className={styles["tile"]} data-kind={kind}>
            <dt>{label}</dt>
            <dd className={styles["number"]}>
              {isDecided && cpmUsd !== undefined ? wordCpm(cpmUsd) : "–"}
            </dd>
            <dd className={styles["text"]}>{isDecided ? text : "not decided yet"}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

import type { ReactNode } from "react";
import type { PageCard } from "../../page-data.ts";
import { JsonButton } from "../parts/json-button.tsx";
import { StateMark } from "../parts/state-mark.tsx";
import { wordCpm, wordMs } from "../parts/words.ts";
import { cardAt, type CardAt } from "./card-at.ts";
import styles from "./chain.module.css";

interface ChainProps {
  readonly cards: readonly PageCard[];
  readonly cursor: number;
  readonly currentCardId: string | undefined;
}

/** The chain in the order in which it is walked. */
export function Chain({ cards, cursor, currentCardId }: ChainProps): ReactNode {
  if (cards.length === 0) return null;
  return (
    <section aria-label="Chain">
      <h2>Chain</h2>
      <ol className={styles["chain"]}>
        {cards.map((card) => (
          <Card
            key={card.cardId}
            card={card}
            now={cardAt(card, cursor)}
            isCurrent={card.cardId === currentCardId}
          />
        ))}
      </ol>
    </section>
  );
}

interface CardProps {
  readonly card: PageCard;
  readonly now: CardAt;
  readonly isCurrent: boolean;
}

function Card({ card, now, isCurrent }: CardProps): ReactNode {
  const { title, position, networkId, adapter } = card;
  const names = [networkId === title ? undefined : networkId, adapter].filter(Boolean);
  return (
    <li
      className={styles["card"]}
      data-tone={now.state.tone}
      data-kind={now.state.kind}
      data-card={card.cardId}
      aria-current={isCurrent ? "step" : undefined}
    >
      <div className={styles["head"]}>
        <span className={styles["position"]}>{position === 0 ? "1P" : position}</span>
        <h3>{title}</h3>
        <Price card={card} />
      </div>
      <p className={styles["names"]}>{names.join(", ")}</p>
      <StateMark state={now.state} />
      {now.text !== "" && <p className={styles["reason"]}>{now.text}</p>}
      <div className={styles["foot"]}>
        <Facts card={card} isSettled={now.isSettled} />
        <JsonButton title={title} value={card} />
      </div>
    </li>
  );
}

function Price({ card: { bids, ecpmUsd } }: { readonly card: PageCard }): ReactNode {
  if (bids) return <span className={styles["price"]}>bids live</span>;
  if (ecpmUsd === undefined) return null;
  return (
    <span className={styles["price"]} title="USD eCPM: what it is ranked by">
      {wordCpm(ecpmUsd)}
    </span>
  );
}

interface FactsProps {
  readonly card: PageCard;
  readonly isSettled: boolean;
}

/** What it bid and how long it took is known once it has answered. */
function Facts({ card, isSettled }: FactsProps): ReactNode {
  const facts = [
    ["floor", wordIf(card.floorCpmUsd, wordCpm)],
    ["within", wordIf(card.timeoutMs, wordMs)],
    ["bid", isSettled ? wordIf(card.bidCpmUsd, wordCpm) : undefined],
    ["fill", isSettled ? wordIf(card.fillCpmUsd, wordCpm) : undefined],
    ["took", isSettled ? wordIf(card.latencyMs, wordMs) : undefined],
  ].filter(([, word]) => word !== undefined);
  return (
    <dl className={styles["facts"]}>
      {facts.map(([name, word]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{word}</dd>
        </div>
      ))}
    </dl>
  );
}

function wordIf(value: number | undefined, word: (value: number) => string): string | undefined {
  return value === undefined ? undefined : word(value);
}

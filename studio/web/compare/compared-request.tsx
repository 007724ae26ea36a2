import { GitFork } from "lucide-react";
import type { ReactNode } from "react";
import type {
  PageComparedCard,
  PageComparedRequest,
  PageComparedState,
  PageData,
} from "../../page-data.ts";
import { StateMark } from "../parts/state-mark.tsx";
import { wordCpm, wordMs } from "../parts/words.ts";
import type { Place } from "../shell/use-place.ts";
import styles from "./compare-view.module.css";
import { ComparedTimelines } from "./compared-timelines.tsx";

interface ComparedRequestProps {
  readonly request: PageComparedRequest;
  readonly page: PageData;
  readonly place: Place;
}

/** One request of both runs, aligned by node. */
export function ComparedRequest({ request, page, place }: ComparedRequestProps): ReactNode {
  const { requestId, isSame, aEnd, bEnd, rows } = request;
  return (
    <section aria-label={requestId}>
      <h2>
        {requestId}
        {isSame && <span className={styles["dimmed"]}>ended the same in both</span>}
      </h2>
      {!isSame && <ComparedTimelines compared={request} page={page} place={place} />}
      <table
        className={`${styles["table"]} ${styles["nodes"]}`}
        aria-label={`Nodes of ${requestId}`}
      >
        <thead>
          <tr>
            <th scope="col">node</th>
            <th scope="col">run A</th>
            <th scope="col">run B</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.cardId} row={row} />
          ))}
          <tr>
            <th scope="row">end</th>
            <td>{aEnd}</td>
            <td>{bEnd}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function Row({ row }: { readonly row: PageComparedCard }): ReactNode {
  const { title, a, b, isSame, isDivergence } = row;
  return (
    <tr data-changed={!isSame || undefined} data-divergence={isDivergence || undefined}>
      <th scope="row">
        {title}
        {isDivergence && (
          <span className={styles["fork"]}>
            <GitFork size={13} aria-hidden="true" /> they part here
          </span>
        )}
      </th>
      <td>
        <State state={a} />
      </td>
      <td>
        <State state={b} />
      </td>
    </tr>
  );
}

function State({ state }: { readonly state: PageComparedState | undefined }): ReactNode {
  if (state === undefined) return <span className={styles["dimmed"]}>not in the chain</span>;
  const facts = [
    state.position > 0 && `number ${state.position}`,
    state.ecpmUsd !== undefined && `${wordCpm(state.ecpmUsd)} eCPM`,
    state.floorCpmUsd !== undefined && `floor ${wordCpm(state.floorCpmUsd)}`,
    state.fillCpmUsd !== undefined && `fill ${wordCpm(state.fillCpmUsd)}`,
    state.latencyMs !== undefined && `took ${wordMs(state.latencyMs)}`,
  ].filter((fact) => fact !== false);
  return (
    <>
      <StateMark state={state.state} />
      <div className={styles["facts"]}>{facts.join(", ")}</div>
      {state.reason !== "" && <div className={styles["reason"]}>{state.reason}</div>}
    </>
  );
}

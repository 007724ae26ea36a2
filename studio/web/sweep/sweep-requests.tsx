import type { ReactNode } from "react";
import type { PageSweep, PageSweepRequest } from "../../page-data.ts";
import { useRowsInSight } from "../parts/use-rows-in-sight.ts";
import { wordCount, wordCpm } from "../parts/words.ts";
import styles from "./sweep-view.module.css";

const rowHeightPx = 30;

interface SweepRequestsProps {
  readonly sweep: PageSweep;
  readonly valueIndex: number;
}

/** Who won each request in each series. Of thousands, only the rows in sight are in the document. */
export function SweepRequests({ sweep, valueIndex }: SweepRequestsProps): ReactNode {
  const columns = sweep.series.map(({ points }) => points[valueIndex]?.requests ?? []);
  const count = Math.max(0, ...columns.map(({ length }) => length));
  const { box, setTopPx, rows } = useRowsInSight({ count, rowHeightPx });
  if (count === 0) return null;
  const [first = 0] = rows;
  const end = (rows.at(-1) ?? -1) + 1;
  return (
    <div
      ref={box}
      className={`${styles["tableBox"]} ${styles["requests"]}`}
      role="group"
      aria-label="Requests"
      tabIndex={0}
      onScroll={({ currentTarget }) => setTopPx(currentTarget.scrollTop)}
    >
      <table className={styles["table"]} aria-rowcount={count + 1}>
        <caption>
          <span>{nameTable(count, columns.length)}</span>
        </caption>
        <thead>
          <HeadRow sweep={sweep} />
        </thead>
        <tbody>
          <Gap rows={first} />
          {rows.map((index) => (
            <RequestRow key={index} index={index} requests={columns.map((each) => each[index])} />
          ))}
          <Gap rows={count - end} />
        </tbody>
      </table>
    </div>
  );
}

function HeadRow({ sweep }: { readonly sweep: PageSweep }): ReactNode {
  return (
    <tr aria-rowindex={1}>
      <th scope="col">request</th>
      {sweep.series.map(({ name }, index) => (
        <th key={index} scope="col">
          {name}
        </th>
      ))}
    </tr>
  );
}

function nameTable(requestCount: number, seriesCount: number): string {
  const head = `Who won, and for what: ${wordCount(requestCount, "request")}`;
  return seriesCount > 1 ? `${head}; shaded where not all have the same winner` : head;
}

function Gap({ rows }: { readonly rows: number }): ReactNode {
  return rows > 0 && <tr aria-hidden="true" style={{ height: rows * rowHeightPx }} />;
}

interface RequestRowProps {
  readonly index: number;
  readonly requests: readonly (PageSweepRequest | undefined)[];
}

function RequestRow({ index, requests }: RequestRowProps): ReactNode {
  const known = requests.find((request) => request !== undefined);
  const winners = new Set(requests.map((request) => request?.winner));
  return (
    <tr
      aria-rowindex={index + 2}
      style={{ height: rowHeightPx }}
      data-changed={winners.size > 1 || undefined}
    >
      <th scope="row">{known?.requestId ?? `request-${index + 1}`}</th>
      {requests.map((request, column) => (
        <td key={column}>{request === undefined ? "not requested" : <End request={request} />}</td>
      ))}
    </tr>
  );
}

function End({ request: { winner, paidCpmUsd } }: { request: PageSweepRequest }): ReactNode {
  return (
    <>
      {winner}
      {paidCpmUsd !== undefined && <span className={styles["paid"]}>{wordCpm(paidCpmUsd)}</span>}
    </>
  );
}

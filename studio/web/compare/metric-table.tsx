import type { ReactNode } from "react";
import type { PageMetricDifference } from "../../page-data.ts";
import styles from "./compare-view.module.css";

interface MetricTableProps {
  readonly metrics: readonly PageMetricDifference[];
}

export function MetricTable({ metrics }: MetricTableProps): ReactNode {
  return (
    <table className={styles["table"]} aria-label="Metrics">
      <thead>
        <tr>
          <th scope="col">metric</th>
          <th scope="col" data-number>
            run A
          </th>
          <th scope="col" data-number>
            run B
          </th>
          <th scope="col" data-number>
            B minus A
          </th>
        </tr>
      </thead>
      <tbody>
        {metrics.map(({ name, a, b, difference }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td data-number>{wordNumber(a)}</td>
            <td data-number>{wordNumber(b)}</td>
            <td data-number>{wordNumber(difference, "exceptZero")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function wordNumber(value: number | null, signDisplay: "auto" | "exceptZero" = "auto"): string {
  if (value === null) return "–";
  return value.toLocaleString("en", { maximumFractionDigits: 4, signDisplay });
}

import type { ReactNode } from "react";
import type { PageDifference } from "../../page-data.ts";
import styles from "./compare-view.module.css";

interface DifferenceTableProps {
  readonly label: string;
  readonly differences: readonly PageDifference[];
}

export function DifferenceTable({ label, differences }: DifferenceTableProps): ReactNode {
  return (
    <table className={styles["table"]} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">what</th>
          <th scope="col">run A</th>
          <th scope="col">run B</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ name, a, b }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{a}</td>
            <td>{b}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import type { ReactNode } from "react";
import styles from "./json-text.module.css";

/** Short JSON on as few lines as it takes; to be read, not edited. */
export function JsonText({ value }: { readonly value: unknown }): ReactNode {
  const short = JSON.stringify(value) ?? "undefined";
  const text = short.length <= 60 ? short : JSON.stringify(value, null, 2);
  return <pre className={styles["json"]}>{text}</pre>;
}

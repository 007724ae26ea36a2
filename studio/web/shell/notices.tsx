import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";
import type { PageNotice } from "../../page-data.ts";
import styles from "./notices.module.css";

/** What has to be known before what is shown is believed; what is so of two runs, once. */
export function Notices({ notices }: { readonly notices: readonly PageNotice[] }): ReactNode {
  const told = new Map(notices.map((notice) => [`${notice.kind} ${notice.text}`, notice]));
  if (told.size === 0) return null;
  return (
    <section aria-label="Notices" className={styles["notices"]}>
      {Array.from(told, ([key, { tone, text, hint }]) => {
        const Icon = tone === "neutral" || tone === "good" ? Info : CircleAlert;
        return (
          <p key={key} className={styles["notice"]} data-tone={tone}>
            <Icon size={16} aria-hidden="true" />
            <span>
              <strong>{text}</strong> {hint}
            </span>
          </p>
        );
      })}
    </section>
  );
}

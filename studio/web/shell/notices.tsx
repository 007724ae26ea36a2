import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";
import type { PageNotice } from "../../page-data.ts";
import styles from "./notices.module.css";

/** What has to be known before what is shown is believed. */
export function Notices({ notices }: { readonly notices: readonly PageNotice[] }): ReactNode {
  if (notices.length === 0) return null;
  return (
    <section aria-label="Notices">
      {notices.map(({ kind, tone, text, hint }) => {
        const Icon = tone === "neutral" || tone === "good" ? Info : CircleAlert;
        return (
          <p key={`${kind} ${text}`} className={styles["notice"]} data-tone={tone}>
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

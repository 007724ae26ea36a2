import { ActionIcon } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";
import { CodePanel } from "../parts/code-panel.tsx";
import styles from "./lesson.module.css";

const languageNames: Readonly<Record<string, string>> = {
  sh: "Commands",
  text: "Output",
  yaml: "Scenario",
};
const scripts: ReadonlySet<string> = new Set(["js", "javascript", "ts", "typescript"]);

interface LessonCodeProps {
  readonly language: string;
  readonly text: string;
}

/** Code with a button that copies it; output that a command prints is there to be compared, and has none. */
export function LessonCode({ language, text }: LessonCodeProps): ReactNode {
  const label = languageNames[language] ?? "Code";
  return (
    <div className={styles["code"]} data-language={language}>
      {scripts.has(language) ? (
        <CodePanel label={label} text={text} maxHeightPx={420} />
      ) : (
        <pre tabIndex={0} role="group" aria-label={label}>
          {text}
        </pre>
      )}
      {language !== "text" && <CopyButton text={text} />}
    </div>
  );
}

function CopyButton({ text }: { readonly text: string }): ReactNode {
  const clipboard = useClipboard({ timeout: 1_500 });
  const Icon = clipboard.copied ? Check : Copy;
  return (
    <div className={styles["copy"]}>
      <span aria-live="polite">{wordEnd(clipboard)}</span>
      <ActionIcon
        variant="default"
        size="md"
        aria-label="Copy"
        title="Copy"
        onClick={() => clipboard.copy(text)}
      >
        <Icon size={14} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}

function wordEnd({ copied, error }: Pick<ReturnType<typeof useClipboard>, "copied" | "error">) {
  if (error !== null) return "The browser does not let a page copy.";
  return copied ? "Copied" : "";
}

import type { ReactNode } from "react";
import type { PageCall, PageRun } from "../../page-data.ts";
import { CodePanel } from "../parts/code-panel.tsx";
import { JsonButton } from "../parts/json-button.tsx";
import { StateMark } from "../parts/state-mark.tsx";
import { wordClock, wordCount, wordMs } from "../parts/words.ts";
import styles from "./call-details.module.css";
import { Invocations } from "./invocations.tsx";

interface CallDetailsProps {
  readonly call: PageCall;
  readonly run: PageRun;
}

/** One evaluation of a script: what it is, what it was given, what came of it. */
export function CallDetails({ call, run }: CallDetailsProps): ReactNode {
  const script = call.scriptId === undefined ? undefined : run.scripts[call.scriptId];
  return (
    <div className={styles["call"]}>
      <div className={styles["head"]}>
        <h3>{call.functionName}</h3>
        <StateMark state={call.outcome} />
        <JsonButton title={`Event ${call.eventIndex + 1}`} value={run.events[call.eventIndex]} />
      </div>
      <p className={styles["times"]}>
        {`${script?.file ?? call.scriptUrl}; at ${wordClock(call.startMs)}, ${wordMs(call.spentMs)} charged, called ${wordCount(call.callCount, "time")}`}
      </p>
      {call.consequences.length > 0 && (
        <ul className={styles["consequences"]}>
          {call.consequences.map((text, index) => (
            <li key={index}>{text}</li>
          ))}
        </ul>
      )}
      <Failure call={call} />
      {script === undefined ? (
        <p className={styles["times"]}>The trace does not have the text of this script.</p>
      ) : (
        <CodePanel
          label={`Source of ${script.title}`}
          text={script.source}
          markedLines={markedLines(call)}
          maxHeightPx={300}
        />
      )}
      <Invocations call={call} hasBodies={run.facts.hasBodies} />
      <Console call={call} />
    </div>
  );
}

function markedLines({ startLine, endLine }: PageCall) {
  return startLine === undefined ? undefined : { first: startLine, last: endLine ?? startLine };
}

function Failure({ call: { failure } }: { readonly call: PageCall }): ReactNode {
  if (failure === undefined) return null;
  const { message, file, line, column, given } = failure;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return (
    <div className={styles["failure"]} data-tone="bad">
      <strong>{message}</strong>
      {place !== "" && <p className={styles["times"]}>at {place}</p>}
      {given !== undefined && <p className={styles["times"]}>given {given}</p>}
    </div>
  );
}

function Console({ call }: { readonly call: PageCall }): ReactNode {
  if (call.console.length === 0) return null;
  return (
    <section aria-label="Console">
      <h4>Console</h4>
      <ul className={styles["console"]}>
        {call.console.map(({ eventIndex, level, text }) => (
          <li key={eventIndex}>
            <span className={styles["level"]}>{level}</span>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

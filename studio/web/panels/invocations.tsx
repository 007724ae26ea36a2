import { NativeSelect } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { PageCall } from "../../page-data.ts";
import { JsonText } from "../parts/json-text.tsx";
import styles from "./call-details.module.css";

interface InvocationsProps {
  readonly call: PageCall;
  readonly hasBodies: boolean;
}

/** What the function was given, and what it returned; one call at a time where there were several. */
export function Invocations({ call, hasBodies }: InvocationsProps): ReactNode {
  const [chosen, setChosen] = useState(call.failure?.invocation ?? 0);
  const { invocations } = call;
  const shown = invocations[chosen];
  if (shown === undefined) return hasBodies ? null : <WithoutBodies />;
  return (
    <section aria-label="Arguments and result">
      {invocations.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label="Which call of the function"
          data={invocations.map((_, index) => ({
            value: String(index),
            label: `call ${index + 1} of ${invocations.length}`,
          }))}
          value={String(chosen)}
          onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
        />
      )}
      <h4>Arguments</h4>
      <dl className={styles["arguments"]}>
        {shown.arguments.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <JsonText value={value} />
            </dd>
          </div>
        ))}
      </dl>
      <h4>Result</h4>
      {"result" in shown ? (
        <JsonText value={shown.result} />
      ) : (
        <p className={styles["times"]}>It did not return.</p>
      )}
    </section>
  );
}

function WithoutBodies(): ReactNode {
  return (
    <p className={styles["times"]}>
      This trace was written without arguments and results of scripts.
    </p>
  );
}

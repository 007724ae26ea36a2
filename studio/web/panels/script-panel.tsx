import { NativeSelect } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { PageCall } from "../../page-data.ts";
import type { Place } from "../shell/use-place.ts";
import { CallDetails } from "./call-details.tsx";
import styles from "./panels.module.css";

/** A call that the reader picked; it holds until the walk goes on. */
interface Pick {
  readonly cursor: number;
  readonly callNumber: number;
}

/** The script call of the step at hand, else the last one before it. */
export function ScriptPanel({ place }: { readonly place: Place }): ReactNode {
  const { chapter, run, step, cursor } = place;
  const [pick, setPick] = useState<Pick>();
  const calls = (chapter?.callNumbers ?? []).flatMap((number) => run.calls[number] ?? []);
  if (calls.length === 0) return <p className={styles["empty"]}>No script ran here.</p>;

  const before = calls.findLast(({ eventIndex }) => eventIndex <= cursor);
  const picked = pick?.cursor === cursor ? pick.callNumber : step?.callNumber;
  const call = calls.find(({ callNumber }) => callNumber === picked) ?? before ?? calls[0];
  if (call === undefined) return null;
  return (
    <div className={styles["body"]}>
      <NativeSelect
        size="xs"
        aria-label="Call of a script"
        data={calls.map((each) => ({ value: String(each.callNumber), label: nameCall(each) }))}
        value={String(call.callNumber)}
        onChange={({ currentTarget }) =>
          setPick({ cursor, callNumber: Number(currentTarget.value) })
        }
      />
      <CallDetails key={call.callNumber} call={call} run={run} />
    </div>
  );
}

function nameCall({ callNumber, functionName, scriptTitle, nodeId }: PageCall): string {
  const node = nodeId === undefined ? "" : `, node ${nodeId}`;
  return `${callNumber + 1}  ${functionName} of ${scriptTitle}${node}`;
}

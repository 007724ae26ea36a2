import { Worker } from "node:worker_threads";
import { readNetworkReport, type NetworkFacts, type ReportRange } from "./network-report.ts";
import type { ReportBy } from "./network-report-sql.ts";
import { IN_MEMORY } from "./open-database.ts";
import type { Store } from "./store.ts";

/** What a thread is told. */
export interface ReportTask {
  readonly file: string;
  readonly by: ReportBy;
  readonly range: ReportRange;
}

/** Reads reports where they hold nobody up: over millions of events one takes seconds. */
export interface ReportReader {
  read(by: ReportBy, range: ReportRange): Promise<readonly NetworkFacts[]>;
  /** Has whoever waits for a report go without. */
  close(): Promise<void>;
}

/** A thread for each report, one after the other. What is in memory only this thread can see. */
export function createReportReader({ database, file }: Store): ReportReader {
  const stopping = new AbortController();
  let lane: Promise<unknown> = Promise.resolve();
  return {
    async read(by, range) {
      if (file === IN_MEMORY) return readNetworkReport(database, by, range);
      const reading = lane.then(() => readInThread({ file, by, range }, stopping.signal));
      lane = reading.catch(() => undefined);
      return await reading;
    },
    async close() {
      stopping.abort(new Error("The store was closed."));
      await lane;
    },
  };
}

/** Beside this module, and compiled like it. */
const { pathname } = new URL(import.meta.url);
const entry = new URL(`./report-thread${pathname.slice(-3)}`, import.meta.url);

/** Settles when the thread has ended, so that nobody has the file open any more. */
async function readInThread(
  task: ReportTask,
  signal: AbortSignal,
): Promise<readonly NetworkFacts[]> {
  signal.throwIfAborted();
  const worker = new Worker(entry, { workerData: task });
  const { promise, resolve, reject } = Promise.withResolvers<readonly NetworkFacts[]>();
  const stop = (): void => void worker.terminate();
  signal.addEventListener("abort", stop);
  let facts: readonly NetworkFacts[] | undefined;
  worker.once("message", (answer: readonly NetworkFacts[]) => {
    facts = answer;
  });
  worker.once("error", reject);
  worker.once("exit", () => {
    if (facts !== undefined) resolve(facts);
    else reject(signal.aborted ? signal.reason : new Error("The report's thread ended early."));
  });
  return await promise.finally(() => signal.removeEventListener("abort", stop));
}

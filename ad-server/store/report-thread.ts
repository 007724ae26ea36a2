/** What a thread does that reads one report: started by report-reader.ts, never imported. */
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { readNetworkReport } from "./network-report.ts";
import type { ReportTask } from "./report-reader.ts";

const { file, by, range } = workerData as ReportTask;
const database = new DatabaseSync(file, { readOnly: true });
try {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(readNetworkReport(database, by, range));
} finally {
  database.close();
}

/** Prints one line out of Vitest's JSON report: `N passed, N failed, N skipped`. */
import { readFileSync } from "node:fs";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

const [, , file = ""] = process.argv;
const report = JSON.parse(readFileSync(file, "utf8")) as Report;
const skipped = report.numPendingTests + report.numTodoTests;
console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped`);

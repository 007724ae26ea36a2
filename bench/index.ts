/** All benches, one after the other, so that each has the machine to itself. */
for (const bench of [
  "walk-length",
  "walk-without-scripts",
  "audience-count",
  "sandbox-fast-path",
  "sandbox-modes",
  "script-coverage",
  "ingestion",
  "report",
  "mediate",
  "script-tests",
]) {
  await import(`./${bench}.ts`);
}

/** All benches, one after the other, so that each has the machine to itself. */
for (const bench of ["walk-length", "audience-count", "sandbox-fast-path", "sandbox-modes"]) {
  await import(`./${bench}.ts`);
}

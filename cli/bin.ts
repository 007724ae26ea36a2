#!/usr/bin/env node
// Must parse and run on any Node there is, so that an old one gets a sentence instead of a stack trace: nothing
// is imported before the check.
const oldestMajor = 24;
const { node: version } = process.versions;

if (Number(version.split(".")[0]) < oldestMajor) {
  process.stderr.write(
    `error: Fledgling needs Node ${oldestMajor} or newer and this is Node ${version}.\n` +
      `hint: Install a newer Node from https://nodejs.org and try again.\n`,
  );
  process.exitCode = 2;
} else {
  process.env["TZ"] = "UTC";
  const { enableCompileCache } = await import("node:module");
  enableCompileCache();
  const { main } = await import("./main.ts");
  await main();
}

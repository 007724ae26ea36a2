import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { toPerfetto } from "../../../simulator/index.ts";
import { runExample } from "../../support/a-trace.ts";
import { runCommandLine } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const example = resolve("examples/02-first-party-optimisation");

it("writes the run for the viewer of Perfetto, next to its trace", async () => {
  const { path: cwd } = await aTempFolder();
  const files = ["--trace", "trace.jsonl", "--perfetto", "trace.json"];

  const result = await runCommandLine(["run", example, "--quiet", ...files], { cwd });

  const [trace, perfetto] = await Promise.all(
    ["trace.jsonl", "trace.json"].map((name) => readFile(join(cwd, name), "utf8")),
  );
  const drawn = toPerfetto(await runExample("02-first-party-optimisation"));
  expect(result).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  expect(trace).toMatch(/^\{"type":"session.started"/);
  expect(perfetto).toBe(`${JSON.stringify(drawn)}\n`);
});

it.each([
  [["--perfetto", "nowhere/trace.json"], "nowhere/trace.json", "no such file or directory"],
  [["--trace", "t", "--perfetto", "./t"], "./t", "--trace is written to it"],
])("refuses %j", async (options, file, why) => {
  const { path: cwd } = await aTempFolder();

  const result = await runCommandLine(["run", example, ...options], { cwd });

  expect(result).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error ERR_TRACE_UNWRITABLE: Cannot write the trace to "${file}": ${why}.
hint: Name a file in a folder that exists and that you may write to.
`,
  });
});

import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { toLines, aTrace } from "../support/a-trace.ts";
import { runCommandLine } from "../support/run-command-line.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const opener = { darwin: "open", linux: "xdg-open" }[process.platform as string] ?? "xdg-open";
/** Stands for whatever a user opens pages with: tells what it was given. */
const script = '#!/bin/sh\nprintf %s "$1" > "$OPENED.new" && mv "$OPENED.new" "$OPENED"\n';
/** Where the shell's own commands are. */
const shellPath = "/usr/bin:/bin";

it.skipIf(process.platform === "win32")("opens the page with what the system has", async () => {
  const folder = await aTempFolder({ "t.jsonl": toLines(aTrace()), [`bin/${opener}`]: script });
  const opened = join(folder.path, "opened");
  await chmod(join(folder.path, "bin", opener), 0o755);
  const PATH = `${join(folder.path, "bin")}:${shellPath}`;

  const { exitCode, stderr } = await runCommandLine(["view", "t.jsonl", "--open"], {
    cwd: folder.path,
    variables: { PATH, OPENED: opened },
  });

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(await vi.waitFor(() => readFile(opened, "utf8"), { timeout: 20_000 })).toBe(
    join(folder.path, "t.html"),
  );
});

it.skipIf(process.platform === "win32")(
  "writes the page all the same where nothing opens it, and says so",
  async () => {
    const folder = await aTempFolder({ "t.jsonl": toLines(aTrace()) });

    const { exitCode, stdout, stderr } = await runCommandLine(["view", "t.jsonl", "--open"], {
      cwd: folder.path,
      variables: { PATH: folder.path },
    });

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^wrote t\.html /);
    expect(stderr).toBe(`Nothing opens it here (spawn ${opener} ENOENT).\n`);
  },
);

import { readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parse, stringify } from "yaml";
import { MediationError, messageOf, type JsonValue } from "../../sdk/index.ts";
import { compareWhole } from "./compare-values.ts";
import type { TestFailure } from "./test-outcome.ts";

/** Of one file of tests: what was written down, by the names of tests. */
export type Snapshots = ReadonlyMap<string, JsonValue>;

/** It lies beside the file of tests. */
export function snapshotPathOf(testFile: string): string {
  return `${testFile}.snap.yaml`;
}

/**
 * Nothing, where none have been written yet.
 *
 * @throws MediationError ERR_TEST_UNREADABLE
 */
export async function readSnapshots(testFile: string, cwd: string): Promise<Snapshots> {
  const path = snapshotPathOf(testFile);
  try {
    const read = parse(await readFile(resolve(cwd, path), "utf8")) as unknown;
    if (typeof read !== "object" || Array.isArray(read)) throw new Error("it is no map");
    return new Map(Object.entries((read ?? {}) as Readonly<Record<string, JsonValue>>));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return new Map();
    const [why = ""] = messageOf(error).split("\n");
    const message = `Cannot read snapshots "${path}": ${why.replace(/[.:]$/, "")}.`;
    throw new MediationError("ERR_TEST_UNREADABLE", message, {
      hint: "Delete the file, and write it anew with --update.",
      cause: error,
    });
  }
}

export function checkSnapshot(
  kept: JsonValue | undefined,
  photograph: JsonValue,
): readonly TestFailure[] {
  const key = "snapshot";
  if (kept === undefined) {
    return [{ key, message: "there is none yet: run with --update, then read what it wrote" }];
  }
  const difference = compareWhole(kept, photograph);
  return difference === undefined ? [] : [{ key, difference }];
}

/** Where there is nothing to write down there is no file either. */
export async function writeSnapshots(
  testFile: string,
  snapshots: Snapshots,
  cwd: string,
): Promise<void> {
  const path = resolve(cwd, snapshotPathOf(testFile));
  if (snapshots.size === 0) return await rm(path, { force: true });
  const head = "# Written by fledgling test --update. What it says is what tests expect: read it.";
  await writeFile(path, `${head}\n${stringify(snapshots, { lineWidth: 100 })}`);
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { MediationError } from "../../sdk/index.ts";
import {
  describeModuleTrouble,
  importFresh,
  listProblems,
  readDocument,
  whyUnreadable,
  type ScenarioProblem,
  type ScenarioSource,
} from "../../simulator/index.ts";
import { isProgram } from "./test-file-names.ts";

/** What a file of tests holds, before anybody knows whether it fits. */
export type TestSource = ScenarioSource;

/** @throws MediationError ERR_TEST_INVALID, ERR_TEST_UNREADABLE */
export async function readTestSource(path: string, cwd: string): Promise<TestSource> {
  const absolutePath = resolve(cwd, path);
  if (isProgram(path)) return await runTestProgram(path, absolutePath);
  const text = await readFile(absolutePath, "utf8").catch((error: unknown) => {
    throw unreadable(path, `: ${whyUnreadable(error)}`, error);
  });
  return readDocument(text, path, (of, problems) => testInvalid(of, problems));
}

/** A program has no places in a text. */
async function runTestProgram(path: string, absolutePath: string): Promise<TestSource> {
  const module = await importFresh(absolutePath).catch((error: unknown) => {
    throw unreadable(path, `: it ${describeModuleTrouble(error, absolutePath)}`, error);
  });
  const { default: value } = module;
  if (value === undefined) throw unreadable(path, ": it has no default export");
  return { path, value, locate: () => undefined, problems: [] };
}

export function testInvalid(
  path: string,
  problems: readonly ScenarioProblem[],
  { files = [] }: { readonly files?: readonly string[] } = {},
): MediationError {
  return new MediationError("ERR_TEST_INVALID", listProblems(path, problems, "test file"), {
    hint: "Change these places; docs/test-files.md describes every key.",
    details: { problems, files },
  });
}

function unreadable(path: string, why: string, cause?: unknown): MediationError {
  return new MediationError("ERR_TEST_UNREADABLE", `Cannot read test file "${path}"${why}.`, {
    hint: 'A test file is YAML or JSON, or a program with "export default defineScriptTests({ … })".',
    cause,
  });
}

import { dirname, isAbsolute, join } from "node:path";
import { MediationError } from "../../sdk/index.ts";
import { placeFindings, type Path, type ScenarioProblem } from "../../simulator/index.ts";
import type { Defaults } from "./test-file-schema.ts";
import type { TestSource } from "./test-source.ts";

export interface PlanOptions {
  /** Relative paths start here. */
  readonly cwd: string;
  /** Instead of the tests' own. */
  readonly seed?: number | undefined;
}

/** What the tests of one file have in common. */
export interface FileContext extends PlanOptions {
  readonly source: TestSource;
  readonly defaults: Defaults;
}

/** A test that can be run, or what of its file has to be changed first. */
export type Planning<Test> =
  | { readonly kind: "planned"; readonly test: Test }
  | {
      readonly kind: "impossible";
      readonly problems: readonly ScenarioProblem[];
      /** Absolute paths of files that would have to be there, or be other. */
      readonly files: readonly string[];
    };

/** How a command would name a file that a file of tests names. */
export function nameBeside({ path }: TestSource, name: string): string {
  return isAbsolute(name) ? name : join(dirname(path), name);
}

/**
 * Whatever is wrong with what a file names is a problem of the file, at the place where it names it.
 *
 * @throws what is no mistake of the user's
 */
export function toImpossible(error: unknown, place: Path, { locate }: TestSource): Planning<never> {
  if (!(error instanceof MediationError) || error.code === "ERR_INTERNAL") throw error;
  const { files } = error.details;
  return {
    kind: "impossible",
    problems: placeFindings([{ path: place, at: "value", message: wordError(error) }], locate),
    files: Array.isArray(files) ? (files as readonly string[]) : [],
  };
}

/** A list of problems stays one, further in; a sentence goes on with what to do. */
function wordError({ message, hint }: MediationError): string {
  if (message.includes("\n")) return message.replaceAll("\n", "\n    ");
  const advice = hint === undefined ? "" : ` (${withoutStop(hint)})`;
  return `${withoutStop(message)}${advice}`;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

/** Calls `make` once for each key. */
export function once<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const value = made.has(key) ? (made.get(key) as Value) : make(key);
    made.set(key, value);
    return value;
  };
}

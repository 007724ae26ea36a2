import type { LintSurroundings, ScriptProblem } from "../../decision-logic/index.ts";

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A script to lint. */
export interface LintTarget {
  /** What messages call it: its path as seen from where we are, or where it is written down. */
  readonly name: string;
  /** Absolute path of the file it is in; what is piped in has none. */
  readonly file: string | undefined;
  /** Whether it is the whole file, so that it can be written back. */
  readonly isFile: boolean;
  readonly source: string;
  /** Of a script that stands as a block in a larger text: that text, and by how much its places move there. */
  readonly within?: { readonly text: string; readonly offset: Position };
  /** One for each scenario that names it. */
  readonly surroundings: readonly LintSurroundings[];
  /** Found in a folder, where not every file is a decision script. */
  readonly isFound: boolean;
}

/** What became of a script. */
export interface LintedScript {
  readonly target: LintTarget;
  /** The text that the problems are places in: as it is now, with fixes. */
  readonly source: string;
  readonly fixedCount: number;
  readonly problems: readonly ScriptProblem[];
}

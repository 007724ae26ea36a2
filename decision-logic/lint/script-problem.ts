export type Severity = "error" | "warning";

/** A replacement of part of a script: what stands from one offset up to another becomes `text`. */
export interface ScriptFix {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** Something in a script that will fail or surprise on a device. Lines and columns count from 1; the end is not in it. */
export interface ScriptProblem {
  /** Of the rule; its section in docs/script-lint.md is named by it. */
  readonly code: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** What to do about it, as an instruction. */
  readonly hint: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Only where it keeps what the script means, or makes it mean what it clearly was to. */
  readonly fix?: ScriptFix;
}

import type { LintSurroundings } from "./lint-surroundings.ts";
import type { ScriptFix, Severity } from "./script-problem.ts";
import type { Script } from "./syntax/script.ts";

/** The part of a script that a finding is about, by offsets; every node of the tree is one. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What a rule has against a script. */
export interface Finding {
  readonly at: Place;
  /** What happens, with the names in it. */
  readonly message: string;
  /** Instead of the rule's. */
  readonly hint?: string;
  readonly severity?: Severity;
  readonly fix?: ScriptFix | undefined;
}

export interface LintContext extends LintSurroundings {
  readonly script: Script;
}

/** One thing that will fail or surprise on a device. Explained in docs/script-lint.md, under its code. */
export interface LintRule {
  readonly code: string;
  /** In kebab case, for people who switch it off. */
  readonly name: string;
  readonly severity: Severity;
  /** What it finds. */
  readonly about: string;
  /** What to do, as an instruction. */
  readonly hint: string;
  /** What it depends on beside the script: what is fine here may not be fine elsewhere. */
  readonly dependsOn?: "profile" | "scenario";
  readonly check: (context: LintContext) => readonly Finding[];
}

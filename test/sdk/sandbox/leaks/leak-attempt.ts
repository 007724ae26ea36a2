import type { ScriptEvaluation } from "../../../../sdk/foundation/script-sandbox.ts";

/** Two scripts that try to talk to each other: what the second comes to must not depend on the first. */
export interface LeakAttempt {
  readonly name: string;
  readonly tell: string;
  readonly listen: string;
  /** What is special about both evaluations. */
  readonly evaluation?: Partial<ScriptEvaluation>;
}

/** A script whose function consists of these statements. */
export const inCall = (statements: string): string => `function run() { ${statements} }`;

/** A script whose function returns this. */
export const valueOf = (expression: string): string => `function run() { return ${expression}; }`;

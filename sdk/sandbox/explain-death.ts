import { guardWords } from "./child/messages.ts";
import type { RunEnd } from "./script-run.ts";

/** How V8 and isolated-vm word it when they end the process over a script that asks for too much. */
const tooMuchAsked =
  /is_heap_oom|out of memory|invalid (?:array length|size error)|Allocation failed/i;

/** Tells from the last words of a process what its script did; undefined when it is not to blame for certain. */
export function explainDeath(lastWords: string): RunEnd | undefined {
  if (lastWords.includes(guardWords.hung)) return { kind: "killed" };
  if (lastWords.includes(guardWords.bloated)) return { kind: "out-of-memory" };
  return tooMuchAsked.test(lastWords) ? { kind: "out-of-memory" } : undefined;
}

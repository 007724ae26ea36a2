import type { Colors } from "picocolors/types.js";
import { wrapText } from "./wrap-text.ts";

export interface CheckedPromise {
  readonly name: string;
  readonly isKept: boolean;
  /** Of one that is not: what the adapter did, what was expected, and why. */
  readonly why?: string;
}

interface CheckedAdapter {
  readonly adapter: string;
  readonly module: string;
  readonly promises: readonly CheckedPromise[];
}

const indent = " ".repeat(10);

/** One line for each promise, and below a broken one, why. */
export function renderContract(
  { adapter, module, promises }: CheckedAdapter,
  colours: Colors,
): string {
  const kept = promises.filter(({ isKept }) => isKept).length;
  const broken = promises.length - kept;
  const lines = promises.flatMap((promise) => renderPromise(promise, colours));
  const count = `${kept} of ${promises.length} promises kept`;
  const end = broken === 0 ? colours.green(count) : colours.red(`${count}, ${broken} broken`);
  return `${[`${colours.bold(adapter)}  ${module}`, "", ...lines, "", end].join("\n")}\n`;
}

function renderPromise({ name, isKept, why = "" }: CheckedPromise, colours: Colors): string[] {
  const word = isKept ? "ok".padEnd(6) : "not ok";
  const head = `  ${isKept ? colours.green(word) : colours.red(word)}  ${name}`;
  if (isKept) return [head];
  return [head, ...why.split("\n").map((line) => wrapText(line, { indent }))];
}

import { expect } from "vitest";
import type { PageBlock } from "../../studio/page-data.ts";
import { runCommandLine } from "./run-command-line.ts";

export interface Shown {
  /** Of one block, one a line. */
  readonly commands: string;
  /** What the block directly behind it says that they print. */
  readonly output?: string;
}

/** All commands of a lesson's page, wherever they stand, and what it shows of their output. */
export function commandsIn(blocks: readonly PageBlock[]): readonly Shown[] {
  return eachCode(blocks).flatMap(({ language, text }, index, all): readonly Shown[] => {
    if (language !== "sh") return [];
    const next = all[index + 1];
    const output = next?.language === "text" && next.isDirectlyBehind ? next.text : undefined;
    return [{ commands: text, ...(output !== undefined && { output }) }];
  });
}

/** Shown output that belongs to no commands, so that nothing would be compared with it. */
export function strayOutputs(blocks: readonly PageBlock[]): readonly string[] {
  return eachCode(blocks).flatMap(({ language, text, isDirectlyBehind }, index, all) => {
    const hasCommands = isDirectlyBehind && all[index - 1]?.language === "sh";
    return language !== "text" || hasCommands ? [] : [text];
  });
}

interface Code {
  readonly language: string;
  readonly text: string;
  /** Whether the block before it is code, too. */
  readonly isDirectlyBehind: boolean;
}

function eachCode(blocks: readonly PageBlock[]): readonly Code[] {
  return blocks.flatMap((block, index): readonly Code[] => {
    if (block.kind === "question") return eachCode(block.answer);
    if (block.kind === "list") return block.items.flatMap(eachCode);
    if (block.kind !== "code") return [];
    return [{ ...block, isDirectlyBehind: blocks[index - 1]?.kind === "code" }];
  });
}

/** Runs commands one after the other; gives all that a terminal would show. */
export async function runCommands(commands: string, cwd: string): Promise<string> {
  let printed = "";
  const onOutput = (text: string): void => {
    printed += text;
  };
  for (const line of commands.split("\n").filter((each) => !/^\s*(?:#|$)/.test(each))) {
    const { exitCode, stderr } = await runCommandLine(wordsOf(line), { cwd, onOutput });
    const isError = stderr.startsWith("error ");
    expect([line, exitCode === 0 || isError]).toEqual([line, true]);
  }
  return printed;
}

/** Every shell reads these words in the same way; double quotes are the one thing that all of them know. */
const COMMAND = /^fledgling(?:\s+(?:"[^"$`\\!%]*"|[^\s"'|&;<>$`\\(){}*?!~%]+))+$/;

function wordsOf(line: string): readonly string[] {
  const command = line.replace(/\s#.*/, "").trim();
  expect(command).toMatch(COMMAND);
  const [, ...words] = command.match(/"[^"]*"|\S+/g) ?? [];
  return words.map((word) => word.replaceAll('"', ""));
}

const LEFT_OUT = "…";

/** Leaves out of what was printed what a page leaves out of it: equal to what the page shows, where that is true. */
export function leaveOut(printed: string, shown: string): string {
  const lines = toLines(printed);
  const wanted = toLines(shown);
  const kept: string[] = [];
  let at = 0;
  for (const [index, line] of wanted.entries()) {
    if (line === LEFT_OUT) {
      kept.push(LEFT_OUT);
      at = placeBehind(lines.slice(at), wanted.slice(index + 1)) + at;
    } else {
      kept.push(...lines.slice(at, at + 1));
      at += 1;
    }
  }
  return [...kept, ...lines.slice(at)].join("\n");
}

/** How many lines are left out before what is shown next, which is 0 if it is not there. */
function placeBehind(lines: readonly string[], wanted: readonly string[]): number {
  const end = wanted.indexOf(LEFT_OUT);
  if (end === -1) return Math.max(0, lines.length - wanted.length);
  const piece = wanted.slice(0, end);
  const isHere = (start: number): boolean =>
    piece.every((line, index) => lines[start + index] === line);
  return Math.max(
    0,
    lines.findIndex((_line, start) => isHere(start)),
  );
}

function toLines(text: string): readonly string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd());
}

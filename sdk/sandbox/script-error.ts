import type { ScriptError } from "../foundation/script-sandbox.ts";

/** What of a script is needed to tell its own frames from ours, which lie behind its last line. */
interface ScriptText {
  readonly scriptName: string;
  readonly source: string;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds where in the script it happened: the innermost frame that lies in the script's own text. */
export function locateError(script: ScriptText, message: string, stack: string): ScriptError {
  const frames = stack.split("\n").filter((line) => line.startsWith("    at "));
  for (const frame of frames) {
    const position = readPosition(frame, script.scriptName);
    if (position !== undefined && isInside(position, script)) return { message, ...position };
  }
  return { message };
}

/** What the engine adds when it gave up before it had a place, on a text nested too deep. */
const noPlace = / \[<isolated-vm>:0:0\]$/;

/** Takes apart what the engine says about text that does not parse: `Unexpected token '}' [name:2:11]`. */
export function locateSyntaxError(script: ScriptText, error: unknown): ScriptError {
  const { name, message } = error instanceof Error ? error : new SyntaxError(String(error));
  const placeAt = message.lastIndexOf(` [${script.scriptName}:`);
  if (placeAt < 0) return { message: `${name}: ${message.replace(noPlace, "")}` };
  const position = readPosition(message.slice(placeAt), script.scriptName);
  return { message: `${name}: ${message.slice(0, placeAt)}`, ...position };
}

/** The name itself may hold colons and digits, so only what follows it is a pattern. */
function readPosition(text: string, scriptName: string): Position | undefined {
  const nameAt = text.lastIndexOf(`${scriptName}:`);
  if (nameAt < 0) return undefined;
  const match = /^(\d+):(\d+)/.exec(text.slice(nameAt + scriptName.length + 1));
  return match === null ? undefined : { line: Number(match[1]), column: Number(match[2]) };
}

function isInside({ line }: Position, { source }: ScriptText): boolean {
  return line <= source.split(/\r\n|[\n\r\u2028\u2029]/u).length;
}

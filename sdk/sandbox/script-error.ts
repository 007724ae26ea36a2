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

/** Takes apart what the engine says about text that does not parse: `Unexpected token '}' [name:2:11]`. */
export function locateSyntaxError(script: ScriptText, error: unknown): ScriptError {
  const { name, message } = error instanceof Error ? error : new SyntaxError(String(error));
  const placeAt = message.lastIndexOf(` [${script.scriptName}:`);
  if (placeAt < 0) return { message: `${name}: ${message}` };
  const position = readPosition(message.slice(placeAt), script.scriptName);
  return { message: `${name}: ${message.slice(0, placeAt)}`, ...position };
}

/** What was thrown outside any function, as the engine copied it out of the isolate. */
export function locateTopLevelError(script: ScriptText, thrown: unknown): ScriptError {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  if (thrown.message === notAnErrorText) return { message: "an object that is not an Error" };
  return locateError(script, String(thrown), thrown.stack ?? "");
}

/** isolated-vm's words for an object it cannot copy. */
const notAnErrorText =
  "An object was thrown from supplied code within isolated-vm, but that object was not an instance of `Error`.";

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

import type { ScriptRun } from "../script-run.ts";
import type { Frame } from "./frames.ts";

/** The head of a request; its body is the run's input. */
interface RunRequest extends Omit<ScriptRun, "input" | "source"> {
  readonly scriptId: number;
  /** The text behind `scriptId`, when it is new to the child. */
  readonly source?: string;
  /** Drop all texts but this one. */
  readonly forgetScripts?: boolean;
}

/** More than the scripts of any scenario; but what an editor sends in a long session should not pile up. */
const mostKnownCharacters = 2 ** 24;

/** Makes requests for one child: each script's text travels once, its number from then on. */
export function createRequestWriter(
  mostCharacters = mostKnownCharacters,
): (run: ScriptRun) => Frame {
  const idOfText = new Map<string, number>();
  let knownCharacters = 0;

  const nameScript = (
    source: string,
  ): Pick<RunRequest, "scriptId" | "source" | "forgetScripts"> => {
    const known = idOfText.get(source);
    if (known !== undefined) return { scriptId: known };
    const forgetScripts = knownCharacters + source.length > mostCharacters;
    if (forgetScripts) {
      idOfText.clear();
      knownCharacters = 0;
    }
    const scriptId = idOfText.size;
    idOfText.set(source, scriptId);
    knownCharacters += source.length;
    return { scriptId, source, forgetScripts };
  };

  return ({ source, input, ...run }) => {
    const head: RunRequest = { ...run, ...nameScript(source) };
    return { head, body: input };
  };
}

/** The other end: makes runs of requests again. */
export function createRequestReader(): (frame: Frame) => ScriptRun {
  const texts: string[] = [];

  return ({ head, body }) => {
    const { scriptId, source, forgetScripts, ...run } = head as RunRequest;
    if (forgetScripts === true) texts.length = 0;
    if (source !== undefined) texts[scriptId] = source;
    return { ...run, source: texts[scriptId] ?? "", input: body };
  };
}

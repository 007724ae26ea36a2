import { LineCounter, parseDocument, type Document, type YAMLError } from "yaml";
import { messageOf } from "../../sdk/index.ts";
import { locateNode } from "./locate-node.ts";
import {
  scenarioInvalid,
  type Position,
  type ScenarioProblem,
  type ScenarioSource,
} from "./scenario-problem.ts";

/** In V8's words. */
const stackOverflow = "Maximum call stack size exceeded";

/** What to throw for a file with these problems. */
type Refuse = (path: string, problems: readonly ScenarioProblem[]) => Error;

/**
 * Reads YAML, or JSON, which is YAML too, and remembers where everything stands. Keys that are there twice are
 * left to be reported with other problems; any other fault makes the text's meaning a guess.
 *
 * @throws MediationError ERR_SCENARIO_INVALID, or what `refuse` makes
 */
export function readDocument(
  text: string,
  path: string,
  refuse: Refuse = scenarioInvalid,
): ScenarioSource {
  const lineCounter = new LineCounter();
  const positionAt = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: col };
  };
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: "error" });
  const faults = mainFaults([...document.errors, ...document.warnings]);
  const problems = faults.map(({ code, message, pos: [offset] }) => ({
    ...positionAt(offset),
    path: "",
    message: wordFault(code, message, text.slice(offset)),
  }));
  if (faults.some(({ code }) => code !== "DUPLICATE_KEY")) throw refuse(path, problems);
  return {
    path,
    value: readValue(document, (problem) => refuse(path, [problem])),
    locate: (keys, at) => positionAt(locateNode(document, keys, at)),
    problems,
  };
}

function readValue(document: Document, refuse: (problem: ScenarioProblem) => Error): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias without its anchor, or aliases that blow the text up.
    throw refuse({ line: 1, column: 1, path: "", message: messageOf(error) });
  }
}

/** When the parser ran out of stack, its other complaints only follow from that. */
function mainFaults(faults: readonly YAMLError[]): readonly YAMLError[] {
  const overflow = faults.find(({ message }) => message === stackOverflow);
  return overflow === undefined ? faults : [overflow];
}

function wordFault(code: string, message: string, source: string): string {
  const [key] = /^[^\s:]+/.exec(source) ?? [];
  if (code === "DUPLICATE_KEY") return `the key ${key} is there twice`;
  if (message === stackOverflow) return "nested deeper than any file needs";
  if (code === "MULTIPLE_DOCS") return "a file is one document, and a second one begins here";
  return message;
}

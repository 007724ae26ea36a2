import type { AnyNode, Identifier, Pattern } from "acorn";
import type { DecisionFunction } from "../../../sdk/model/decision-function.ts";
import { DECISION_FUNCTIONS } from "../../../sdk/model/decision-functions.ts";
import type { Script } from "../syntax/script.ts";
import type { FunctionNode } from "../syntax/walk.ts";
import { findFunction } from "./find-function.ts";
import { shapeOf } from "./object-shape.ts";
import { once } from "./once.ts";
import { resultsOf } from "./results.ts";
import { toWord } from "./to-word.ts";

/** A function of the script that a device calls. */
export interface ScriptFunction {
  /** In the version that the script seems to be written for. */
  readonly definition: DecisionFunction;
  /** Where the script declares it. */
  readonly identifier: Identifier;
  /** Missing where it is made in a way that only running it would tell. */
  readonly node: FunctionNode | undefined;
}

const FUNCTIONS: readonly DecisionFunction[] = DECISION_FUNCTIONS;

export const FUNCTION_NAMES: readonly string[] = [
  ...new Set(FUNCTIONS.map(({ functionName }) => functionName)),
];

/** The functions that a device finds in the script: at its top level, under the name it calls. */
export const decisionFunctionsIn = once((script: Script): readonly ScriptFunction[] =>
  FUNCTION_NAMES.flatMap((functionName): readonly ScriptFunction[] => {
    const identifier = findDeclared(script, functionName);
    if (identifier === undefined) return [];
    const node = findFunction(script, identifier);
    const definition = versionOf(script, functionName, node);
    return definition === undefined ? [] : [{ definition, identifier, node }];
  }),
);

function findDeclared({ names, all }: Script, functionName: string): Identifier | undefined {
  const declared = names.all.find(({ text, isTopLevel }) => text === functionName && isTopLevel);
  if (declared !== undefined) return declared.definitions[0]?.identifier;
  const exported = all("ExportSpecifier").find(
    ({ exported: { type, ...as } }) =>
      type === "Identifier" && "name" in as && as.name === functionName,
  );
  return exported?.local.type === "Identifier" ? exported.local : undefined;
}

/** Versions of one function are told apart by the first parameter's name, or by what only a later one gives back. */
function versionOf(
  script: Script,
  functionName: string,
  node: FunctionNode | undefined,
): DecisionFunction | undefined {
  const versions = FUNCTIONS.filter((definition) => definition.functionName === functionName);
  const first = toWord(nameOfParameter(node?.params[0]) ?? "");
  const named = versions.find(
    ({ parameters: [parameter] }) => first === toWord(parameter?.name ?? ""),
  );
  const isRendered =
    node !== undefined &&
    resultsOf(script, node).some(({ value }) => {
      const properties = shapeOf(value)?.properties;
      return properties?.has("render") === true && !properties.has("status");
    });
  return named ?? (isRendered ? versions.at(-1) : versions[0]);
}

/** What a parameter is called; nothing for one that is taken apart at once. */
export function nameOfParameter(pattern: Pattern | undefined): string | undefined {
  const inner = pattern?.type === "AssignmentPattern" ? pattern.left : pattern;
  return inner?.type === "Identifier" ? inner.name : undefined;
}

/** The decision function that a node is in, however deep. */
export function decisionFunctionAround(script: Script, node: AnyNode): ScriptFunction | undefined {
  const around = new Set<AnyNode>(script.ancestorsOf(node));
  return decisionFunctionsIn(script).find(
    (each) => each.node !== undefined && around.has(each.node),
  );
}

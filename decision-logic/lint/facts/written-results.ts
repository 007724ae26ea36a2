import type { Script } from "../syntax/script.ts";
import { decisionFunctionsIn, type ScriptFunction } from "./decision-functions.ts";
import { shapeOf, type ObjectShape } from "./object-shape.ts";
import { once } from "./once.ts";
import { RESULT_SHAPES, type ResultShape } from "./result-shapes.ts";
import { resultsOf, type ScriptResult } from "./results.ts";

/** An object that a script gives back, or that stands in one, beside what the device reads of it. */
export interface WrittenResult {
  readonly function: ScriptFunction;
  readonly object: ObjectShape;
  readonly wanted: ResultShape;
  /** The key it stands at; nothing for the result itself. */
  readonly key: string | undefined;
}

export interface FunctionResult extends ScriptResult {
  readonly function: ScriptFunction;
}

/** Everything that the decision functions give back. */
export const functionResultsIn = once((script: Script): readonly FunctionResult[] =>
  decisionFunctionsIn(script).flatMap((each) => {
    if (each.node === undefined || each.node.async || each.node.generator) return [];
    return resultsOf(script, each.node).map((result) => ({ ...result, function: each }));
  }),
);

/** The objects among them, and those inside. */
export const writtenResultsIn = once((script: Script): readonly WrittenResult[] =>
  functionResultsIn(script).flatMap(({ value, function: of }) => {
    const object = shapeOf(value);
    const wanted = RESULT_SHAPES[of.definition.id];
    if (object === undefined || wanted === undefined) return [];
    const inside = Object.entries(wanted.inside).flatMap(
      ([key, wantedInside]): readonly WrittenResult[] => {
        const inner = shapeOf(object.properties.get(key)?.value);
        return inner === undefined
          ? []
          : [{ function: of, object: inner, wanted: wantedInside, key }];
      },
    );
    return [{ function: of, object, wanted, key: undefined }, ...inside];
  }),
);

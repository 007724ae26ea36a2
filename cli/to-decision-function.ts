import {
  DECISION_FUNCTIONS,
  MediationError,
  nearestWord,
  type DecisionFunctionId,
} from "../sdk/index.ts";

/** @throws MediationError ERR_CLI_USAGE */
export function toDecisionFunction(name: string): DecisionFunctionId {
  const found = DECISION_FUNCTIONS.find(({ id }) => id === name);
  if (found !== undefined) return found.id;
  const names = DECISION_FUNCTIONS.map(({ id }) => id);
  const nearest = nearestWord(name, names);
  throw new MediationError("ERR_CLI_USAGE", `No decision function "${name}".`, {
    hint: nearest === undefined ? `There are ${names.join(", ")}.` : `Did you mean ${nearest}?`,
  });
}

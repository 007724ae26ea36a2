import { DECISION_FUNCTIONS, type DecisionFunctionId } from "../../sdk/index.ts";

export const everyFunction: readonly DecisionFunctionId[] = DECISION_FUNCTIONS.map(({ id }) => id);

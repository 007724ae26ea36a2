import type { Decision } from "../../sdk/index.ts";
import { everyFunction } from "./every-function.ts";
import type { Law } from "./law.ts";
import { oneCall } from "./one-call.ts";

export const validShape: Law = {
  name: "valid-shape",
  about: "The device can use whatever it returns.",
  functions: everyFunction,
  cases: oneCall,
  async check(calls, call) {
    const { decisions } = await call(calls);
    const why = decisions.map(findFlaw).find((flaw) => flaw !== undefined);
    return why === undefined ? undefined : { why, expects: [undefined] };
  },
};

function findFlaw(decision: Decision): string | undefined {
  return decision.kind === "refused" ? decision.detail : undefined;
}

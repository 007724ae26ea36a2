import type { Law } from "./law.ts";
import { everyFunction } from "./every-function.ts";
import { oneCall } from "./one-call.ts";

export const neverThrows: Law = {
  name: "never-throws",
  about: "It returns in time, whatever it is given.",
  functions: everyFunction,
  cases: oneCall,
  async check(calls, call) {
    const { failure } = await call(calls);
    return failure === undefined ? undefined : { why: failure, expects: [undefined] };
  },
};

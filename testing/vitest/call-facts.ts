import { isDeepStrictEqual } from "node:util";
import { DECISION_FUNCTIONS, type DecisionParameter } from "../../sdk/index.ts";
import type { CalledScript } from "../script-call/call-script.ts";
import { block } from "./matcher.ts";

/** @throws TypeError for what is no called script */
export function toCalled(received: unknown, matcher: string): CalledScript {
  if (isCalled(received)) return received;
  throw new TypeError(`${matcher} is about a call: give it what callScript resolves to`);
}

export function isCalled(received: unknown): received is CalledScript {
  return (
    typeof received === "object" &&
    received !== null &&
    "decisions" in received &&
    "script" in received
  );
}

/** What was called, with what: of the last call, without what is a sample. */
export function tellCall({ script, function: id, arguments: calls }: CalledScript) {
  const parameters: readonly DecisionParameter[] =
    DECISION_FUNCTIONS.find((each) => each.id === id)?.parameters ?? [];
  const own = (calls.at(-1) ?? []).flatMap((value, index) => {
    const { name = `argument ${index + 1}`, sample } = parameters[index] ?? {};
    return isDeepStrictEqual(value, sample) ? [] : [`${name}: ${JSON.stringify(value)}`];
  });
  const which = calls.length > 1 ? ` in call ${calls.length}, the last,` : "";
  return block(`${id} of ${script.name} was given${which}`, own.length === 0 ? ["samples"] : own);
}

export function tellConsole({ console }: CalledScript): readonly string[] {
  return console.length === 0
    ? []
    : block(
        "console",
        console.map(({ text }) => text),
      );
}

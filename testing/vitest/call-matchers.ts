import type { JsonValue } from "../../sdk/index.ts";
import type { CalledScript } from "../script-call/call-script.ts";
import { comparePart } from "../suite/compare-values.ts";
import { tellCall, tellConsole, toCalled } from "./call-facts.ts";
import { toAnswer, type MatcherAnswer } from "./matcher.ts";

export function toReturnDecision(received: unknown, expected: JsonValue): MatcherAnswer {
  const called = toCalled(received, "toReturnDecision");
  const decision = called.decisions.at(-1);
  const isUsable = called.failure === undefined && decision?.kind === "ok";
  const difference = isUsable ? comparePart(expected, decision.value) : undefined;
  const answer = toAnswer({
    pass: isUsable && difference === undefined,
    expected: [called.function, `to decide ${JSON.stringify(expected)}`],
    lines: tell(called),
  });
  return difference === undefined
    ? answer
    : { ...answer, actual: difference.received, expected: difference.expected };
}

export function toBeRefused(received: unknown, text = ""): MatcherAnswer {
  const called = toCalled(received, "toBeRefused");
  const decision = called.failure === undefined ? called.decisions.at(-1) : undefined;
  const words = text === "" ? "" : ` with ${JSON.stringify(text)}`;
  return toAnswer({
    pass: decision?.kind === "refused" && `${decision.flaw}: ${decision.detail}`.includes(text),
    expected: [`the result of ${called.function}`, `to be refused${words}`],
    lines: tell(called),
  });
}

function tell(called: CalledScript): readonly string[] {
  return [`received: ${tellDecision(called)}`, ...tellCall(called), ...tellConsole(called)];
}

function tellDecision({ failure, decisions }: CalledScript): string {
  if (failure !== undefined) return failure;
  const decision = decisions.at(-1);
  if (decision === undefined) return "nothing";
  return decision.kind === "ok" ? JSON.stringify(decision.value) : `refused, ${decision.detail}`;
}

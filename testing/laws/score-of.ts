import type { Decision } from "../../sdk/index.ts";

/** What the device takes for the score; nothing if it cannot use the result. */
export function scoreOf(decision: Decision | undefined): number | undefined {
  if (decision?.kind !== "ok") return undefined;
  const { score } = decision.value as { readonly score: number };
  return score;
}

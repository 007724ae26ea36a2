import type { ForcedOutcome } from "../scenario/force-schema.ts";

export type Asked = "bid" | "load" | "show";

/** How the adapter `unreliable` has to be set for a forced outcome, at one question. */
export function toUnreliableOptions(
  forced: ForcedOutcome,
  asked: Asked,
  ad: { readonly cpmUsd: number; readonly renderUri: string },
): object {
  const cpmUsd = "cpmUsd" in forced ? forced.cpmUsd : undefined;
  const renderUri = "renderUri" in forced ? forced.renderUri : undefined;
  const fill = {
    kind: "fill",
    cpmUsd: cpmUsd ?? ad.cpmUsd,
    renderUri: renderUri ?? ad.renderUri,
  };
  const proper = { behaviour: "slow", chance: 0, outcome: fill };
  return isMeant(forced, asked) ? { ...proper, when: asked, ...toBehaviour(forced) } : proper;
}

/** Whether the outcome is about this question, or whatever is asked first. */
function isMeant(forced: ForcedOutcome, asked: Asked): boolean {
  if (forced.outcome === "no-show") return asked === "show";
  if (forced.outcome === "expired") return asked === "load";
  const when = "when" in forced ? forced.when : undefined;
  return when === undefined ? asked !== "show" : when === asked;
}

function toBehaviour(forced: ForcedOutcome): object {
  switch (forced.outcome) {
    case "fill":
      return {};
    case "no-fill":
      return noFill("the scenario forces it to have no ad");
    case "no-bid":
      return noFill("the scenario forces it not to bid");
    case "error":
      return { outcome: { kind: "error", error: { code: forced.code, message: forced.message } } };
    case "timeout":
      return { behaviour: "hanging", chance: 1 };
    case "slow":
      return { behaviour: "slow", chance: 1, delayMs: forced.delayMs };
    case "late":
      return { behaviour: "late", chance: 1, delayMs: forced.lateMs };
    case "throw":
      return { behaviour: "throwing", chance: 1 };
    case "answer-twice":
      return { behaviour: "answering-twice", chance: 1 };
    case "lie":
      return { behaviour: "lying", chance: 1 };
    case "expired":
      return { behaviour: "expired", chance: 1, expiresInMs: forced.expiresInMs };
    case "no-show":
      return { behaviour: "no-show", chance: 1 };
  }
}

function noFill(reason: string) {
  return { outcome: { kind: "no-fill", reason } };
}

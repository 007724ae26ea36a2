import type { WalkOptions } from "./walk-options.ts";

type Options = Pick<WalkOptions, "firstPartyOptimisation" | "bidding" | "hybrid"> & {
  readonly flow: string;
  readonly chaining?: WalkOptions["chaining"] | undefined;
  readonly firstParty?: { readonly selectionLogicUri?: string | undefined } | undefined;
};

interface Contradiction {
  readonly path: readonly string[];
  readonly message: string;
}

/** Options that are fine by themselves and cannot go together. */
export function findContradictions(options: Options): readonly Contradiction[] {
  return [
    findMissingScript(options),
    findMissingFirstParty(options),
    findMissingPrice(options),
  ].filter((each) => each !== undefined);
}

function findMissingScript(options: Options): Contradiction | undefined {
  const { firstParty, firstPartyOptimisation, chaining, bidding } = options;
  if (firstParty === undefined || firstParty.selectionLogicUri !== undefined) return undefined;
  const isChained = firstPartyOptimisation && chaining === "from-outcomes";
  if (!isChained && bidding.selection !== "select-outcome") return undefined;
  const who = isChained ? "the style from-outcomes" : "select-outcome";
  return {
    path: ["firstParty", "selectionLogicUri"],
    message: `${who} needs the address of a script with selectOutcome`,
  };
}

function findMissingFirstParty({ firstParty, bidding }: Options): Contradiction | undefined {
  const { selection } = bidding;
  if (selection === "highest-bid" || firstParty !== undefined) return undefined;
  return {
    path: ["bidding", "selection"],
    message: `${selection} is the first party's auction, and there is no firstParty`,
  };
}

function findMissingPrice({ flow, bidding, hybrid }: Options): Contradiction | undefined {
  const isMerged = flow === "hybrid" && hybrid.order === "merged-by-price";
  if (!isMerged || bidding.selection === "highest-bid") return undefined;
  return {
    path: ["hybrid", "order"],
    message: `merged-by-price puts the highest bid among prices, so selection cannot be ${bidding.selection}`,
  };
}

import { nat, tuple } from "fast-check";
import type { JsonValue } from "../../sdk/index.ts";
import type { Law } from "./law.ts";
import { scoreOf } from "./score-of.ts";
import { wordJson } from "./word-value.ts";

/** A cent, or more. */
const raise = nat(1000).map((cents) => (cents + 1) / 100);

export const scoreMonotoneInBid: Law = {
  name: "score-monotone-in-bid",
  about: "A higher bid never scores lower, all else being equal.",
  functions: ["scoreAd"],
  cases: (anArgumentList) =>
    tuple(anArgumentList, raise).map(([lower, by]) => {
      const [ad, bid, ...rest] = lower;
      return [lower, [ad, Number(bid) + by, ...rest] as readonly JsonValue[]];
    }),
  async check(calls, call) {
    const { decisions } = await call(calls);
    const [lower, higher] = decisions.map(scoreOf);
    if (lower === undefined || higher === undefined || higher >= lower) return undefined;
    const [one, other] = calls.map(([, bid]) => wordJson(bid));
    return {
      why: `a bid of ${one} scores ${lower}, and a bid of ${other} only ${higher}`,
      // The least that the law asks for.
      expects: [{ score: lower }, { score: lower }],
    };
  },
};

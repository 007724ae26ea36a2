import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  collectLedger,
  LEDGER_RULES,
  type LedgerRule,
  type MediationEvent,
} from "../../../sdk/index.ts";
import { explainTrace, wordEvent } from "../../../simulator/index.ts";
import { collectAuctionFacts } from "../../../simulator/trace/auction-facts.ts";
import { tellLoss } from "../../../simulator/trace/loss-words.ts";
import { tellFact } from "../../../simulator/trace/story-words.ts";
import { aTrace } from "../../support/a-trace.ts";
import { EVENT_ARBITRARIES } from "../../support/any-event.ts";

const noFacts = collectAuctionFacts([]);

/** The same samples in every run, with and without the facts that may be absent. */
function samplesOf(type: string): readonly MediationEvent[] {
  const arbitrary = EVENT_ARBITRARIES.get(type);
  return arbitrary === undefined ? [] : fc.sample(arbitrary, { numRuns: 40, seed: 1 });
}

const TYPES = [...EVENT_ARBITRARIES.keys()];

it.each(TYPES)("tells %s in whole words, or leaves it to another event", (type) => {
  const samples = samplesOf(type);

  const sentences = samples.map((event) => ({
    event,
    text: tellLoss(event, noFacts)?.text ?? tellFact(event, noFacts),
  }));

  const told = sentences.filter(({ text }) => text !== undefined);
  const odd = told.filter(
    ({ event, text = "" }) =>
      /\bundefined\b|\bnull\b|\bNaN\b|\[object|  /.test(text) ||
      /unknown/i.test(text.replaceAll(/\([a-z-]+\)/g, "")) ||
      !/^\S.*(?:\.|: some \w+)$/.test(text) ||
      text.includes(wordEvent(event)),
  );
  expect(odd).toEqual([]);
});

const LOSS_TYPES = TYPES.filter((type) => collectLedger(samplesOf(type)).length > 0);

it.each(Object.keys(LEDGER_RULES) as LedgerRule[])(
  "names %s and its values, whoever lost by it",
  (rule) => {
    const losses = LOSS_TYPES.map((type) => {
      const [sample] = samplesOf(type).filter((event) => collectLedger([event]).length > 0);
      return { ...sample, rule, detail: "2 < 3." } as unknown as MediationEvent;
    });

    const sentences = losses.map((event) => tellLoss(event, noFacts));

    const meaning = LEDGER_RULES[rule].slice(1).replace(/\.$/, "");
    const untold = sentences.filter(
      (loss) => !loss?.text.includes(`${meaning} (${rule}): 2 < 3.`) || loss.rule !== rule,
    );
    expect([losses.length > 20, untold]).toEqual([true, []]);
  },
);

it("tells a request that a cap refused, and that nobody was asked", () => {
  const events = aTrace({
    type: "request.refused",
    atMs: 5,
    requestId: "request-3",
    slotId: "home",
    format: "banner",
    cap: "slot",
    rule: "impression-cap-reached",
    detail: "2 of 2 impressions within 60000 ms",
  });

  const chapters = explainTrace(events, { requestId: "3" });

  expect(chapters).toEqual([
    {
      title: "request-3  slot home, banner",
      sentences: [
        {
          text: "The request for slot home was refused by the cap of the slot because as many impressions have been shown as the cap of app, slot, node or user allows (impression-cap-reached): 2 of 2 impressions within 60000 ms.",
          rule: "impression-cap-reached",
        },
      ],
    },
  ]);
});

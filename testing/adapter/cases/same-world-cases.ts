import { isDeepStrictEqual } from "node:util";
import { Breach, show } from "./breach.ts";
import type { ContractCase, Met, Subject } from "./contract-case.ts";
import { QUESTIONS } from "./questions.ts";
import { patienceMs, settleWithin } from "./settle.ts";

/** Enough for luck that is not the world's to show. */
const times = 12;

const asked = QUESTIONS.filter(({ name }) => name === "load" || name === "requestBid");

/** What makes a run repeatable. */
export const SAME_WORLD_CASES: readonly ContractCase[] = [
  {
    name: "answers the same in the same world",
    async check(subject) {
      const one = await subject.inWorld((met) => answersOf(subject, met));
      const other = await subject.inWorld((met) => answersOf(subject, met));
      refuseDifference(one, other, {
        did: "asked the same in two worlds that are the same",
        expected:
          "time, luck and ids from the environment: clock, random, ids instead of Date, Math.random, crypto",
        why: "a run that cannot be repeated explains nothing",
      });
    },
  },
  {
    name: "keeps what it knows to its own connection",
    async check(subject) {
      const alone = await subject.inWorld((met) => answersOf(subject, met), 2);
      const crowded = await subject.inWorld(async (met) => {
        await subject.inWorld((stranger) => answersOf(subject, stranger), 3);
        return await answersOf(subject, met);
      }, 2);
      refuseDifference(alone, crowded, {
        did: "asked alone, and beside another connection of the same adapter",
        expected: "what it remembers inside connect, nothing beside it in the module",
        why: "two networks, or two runs, with one adapter would change each other's answers",
      });
    },
  },
];

/** What it says to several requests in a row, and when. */
async function answersOf(subject: Subject, met: Met): Promise<readonly unknown[]> {
  const { clock } = met.world;
  const answers: unknown[] = [];
  for (let turn = 1; turn <= times; turn += 1) {
    const requestId = `request-${turn}`;
    const request = { ...subject.request, requestId };
    for (const question of asked) {
      const { signal } = new AbortController();
      const ending = await settleWithin(clock, patienceMs, () =>
        question.ask(met, { ...subject, request }, signal),
      );
      const said = ending.kind === "threw" ? { kind: "threw", error: show(ending.error) } : ending;
      answers.push({ question: question.name, atMs: clock.elapsedMs(), ...said });
    }
  }
  return answers;
}

function refuseDifference(
  one: readonly unknown[],
  other: readonly unknown[],
  { did, expected, why }: { readonly did: string; readonly expected: string; readonly why: string },
): void {
  const at = one.findIndex((answer, index) => !isDeepStrictEqual(answer, other[index]));
  if (at === -1) return;
  throw new Breach({
    did: `${did}, it answered once ${show(one[at])} and once ${show(other[at])}`,
    expected,
    why,
  });
}

import { Breach } from "./breach.ts";
import type { ContractCase, Met } from "./contract-case.ts";
import { QUESTIONS } from "./questions.ts";
import { patienceMs, settleWithin } from "./settle.ts";
import { watchGlobals } from "./watch-globals.ts";

/** The environment is all of the world there is. */
export const GLOBAL_CASES: readonly ContractCase[] = [
  {
    name: "leaves the machine's clock, luck, timers and internet alone",
    async check(subject) {
      const watch = watchGlobals();
      try {
        await subject.inWorld(async (met) => {
          const watched = watch.connect(subject, met.world.environment);
          for (const question of QUESTIONS) {
            await ask({ ...met, network: watched }, () =>
              watch.inside(() =>
                question.ask({ ...met, network: watched }, subject, new AbortController().signal),
              ),
            );
          }
        });
      } finally {
        watch.stop();
      }
      const [used] = watch.used;
      if (used === undefined) return;
      throw new Breach({
        did: `it used ${watch.used.map(({ name }) => name).join(", ")}`,
        expected: `${used.instead} from the environment that connect is given`,
        why: "virtual time and seeded luck know nothing of it, so no two runs are the same",
      });
    },
  },
];

async function ask({ world }: Met, question: () => unknown): Promise<void> {
  await settleWithin(world.clock, patienceMs, question);
}

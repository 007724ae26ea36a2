import { isDeepStrictEqual } from "node:util";
import { LoadResultSchema, type LoadResult } from "../../../sdk/adapter-kit.ts";
import { Breach, show } from "./breach.ts";
import type { ContractCase, Met, Subject } from "./contract-case.ts";
import { patienceMs, settleWithin } from "./settle.ts";

const times = 12;

type Revealed = { readonly cpmUsd: number } | undefined;

/** What laboratories need of a network that says what it would have paid. */
export const REVEAL_CASES: readonly ContractCase[] = [
  {
    name: "reveals what load then pays",
    needs: "reveal",
    async check(subject) {
      await subject.inWorld(async (met) => {
        for (const request of requestsOf(subject)) {
          const revealed = met.network.reveal?.(request);
          refuseOtherAnswer(revealed, await load(met, { ...subject, request }));
        }
      });
    },
  },
  {
    name: "reveals without changing anybody's luck",
    needs: "reveal",
    async check(subject) {
      const silent = await subject.inWorld((met) => loadAll(subject, met, () => undefined));
      const told = await subject.inWorld((met) =>
        loadAll(subject, met, (request) => met.network.reveal?.(request)),
      );
      const at = silent.findIndex((answer, index) => !isDeepStrictEqual(answer, told[index]));
      if (at === -1) return;
      throw new Breach({
        did: `request ${at + 1} came to ${show(silent[at])}, and after a reveal to ${show(told[at])}`,
        expected: "draw what belongs to a request from random.fork(requestId)",
        why: "looking at a run must not change it",
      });
    },
  },
];

function requestsOf({ request }: Subject): readonly Subject["request"][] {
  return Array.from({ length: times }, (_, index) => ({
    ...request,
    requestId: `request-${index + 1}`,
    floorCpmUsd: undefined,
  }));
}

async function loadAll(
  subject: Subject,
  met: Met,
  reveal: (request: Subject["request"]) => unknown,
): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const request of requestsOf(subject)) {
    reveal(request);
    answers.push(await load(met, { ...subject, request }));
  }
  return answers;
}

async function load(
  { network, world }: Met,
  { request }: Subject,
): Promise<LoadResult | undefined> {
  const { signal } = new AbortController();
  const ending = await settleWithin(world.clock, patienceMs, () => network.load(request, signal));
  return LoadResultSchema.safeParse(ending.kind === "answered" && ending.answer).data;
}

function refuseOtherAnswer(revealed: Revealed, answer: LoadResult | undefined): void {
  if (answer === undefined || answer.kind === "error") return; // nobody revealed that it would break
  const isSame =
    answer.kind === "fill"
      ? (answer.cpmUsd ?? 0) <= (revealed?.cpmUsd ?? -1)
      : revealed === undefined;
  if (isSame) return;
  throw new Breach({
    did: `it revealed ${revealed === undefined ? "no ad" : show(revealed)}, and load answered ${show(answer)}`,
    expected: "without a floor: an ad that pays no more than revealed, or no ad in both",
    why: "laboratories hold what was earned against what could have been",
  });
}

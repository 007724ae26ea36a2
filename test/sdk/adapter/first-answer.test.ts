import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { firstAnswer, type LoadResult } from "../../../sdk/adapter-kit.ts";

const fill: LoadResult = { kind: "fill", renderUri: "https://alpha.example/ad" };
const noFill: LoadResult = { kind: "no-fill", reason: "on second thoughts" };
const origin = { requestId: "request-1", nodeId: "alpha" };

type CallBack = (answer: LoadResult) => void;

/** A call whose callback the test holds in its hands. */
function aCall({
  signal = new AbortController().signal,
  start = (_callBack: CallBack) => {},
} = {}) {
  const lines: unknown[] = [];
  const calledBack = Promise.withResolvers<CallBack>();
  const answer = firstAnswer<LoadResult>(
    (callBack) => {
      calledBack.resolve(callBack);
      start(callBack);
    },
    { signal, origin, log: (...line) => lines.push(line) },
  );
  return { answer, lines, callBack: calledBack.promise };
}

it("settles with what it is called back with", async () => {
  const { answer, lines, callBack } = aCall();

  (await callBack)(fill);

  expect([await answer, lines]).toEqual([fill, []]);
});

it("settles with an answer that is there before anybody waits for it", async () => {
  const { answer } = aCall({ start: (callBack) => callBack(noFill) });

  expect(await answer).toEqual(noFill);
});

it("lets the first answer stand and says which came again, each time", async () => {
  const { answer, lines, callBack } = aCall();

  (await callBack)(fill);
  (await callBack)(noFill);
  (await callBack)(fill);

  expect(await answer).toEqual(fill);
  expect(lines).toEqual([
    ["called back again, with no-fill; its first answer, fill, stands", origin],
    ["called back again, with fill; its first answer, fill, stands", origin],
  ]);
});

it("gives up as the signal does, and says what came all the same", async () => {
  const walk = new AbortController();
  const { answer, lines, callBack } = aCall({ signal: walk.signal });
  const settled = answer.catch((error: unknown) => error);
  const call = await callBack;

  walk.abort("the walk moved on");
  call(fill);

  expect(await settled).toBe("the walk moved on");
  expect(lines).toEqual([["called back with fill after it was given up", origin]]);
});

it("does not begin once the walk has moved on", async () => {
  let isStarted = false;

  const { answer } = aCall({
    signal: AbortSignal.abort("too late"),
    start: () => (isStarted = true),
  });

  await expect(answer).rejects.toBe("too late");
  expect(isStarted).toBe(false);
});

it("fails as a beginning that throws", async () => {
  const { answer } = aCall({
    start: () => {
      throw new Error("no SDK key");
    },
  });

  await expect(answer).rejects.toThrow("no SDK key");
});

it("lets go of the signal once it has an answer", async () => {
  const walk = new AbortController();
  const { answer } = aCall({ signal: walk.signal, start: (callBack) => callBack(fill) });

  await answer;

  expect(getEventListeners(walk.signal, "abort")).toEqual([]);
});

import { expect, it } from "vitest";
import { withWaiting } from "../../cli/with-waiting.ts";

const clearLine = "\r\u001B[K";

/** A terminal whose seconds pass when they are told to. */
function aTerminal() {
  let nowMs = 5000;
  let tick: (() => void) | undefined;
  const written: string[] = [];
  return {
    written,
    io: { stderr: (text: string) => void written.push(text), progressClock: () => nowMs },
    startTicking(onTick: () => void) {
      tick = onTick;
      return () => {
        tick = undefined;
      };
    },
    passSeconds(count: number): void {
      nowMs += count * 1000;
      tick?.();
    },
  };
}

it("shows for how long it has been waiting, and takes that away at the end", async () => {
  const { io, written, startTicking, passSeconds } = aTerminal();

  const result = await withWaiting(
    io,
    async () => {
      passSeconds(1);
      passSeconds(11);
      return "done";
    },
    startTicking,
  );
  passSeconds(1);

  expect([result, written]).toEqual([
    "done",
    [
      `${clearLine}The server is at work: 1 s`,
      `${clearLine}The server is at work: 12 s`,
      clearLine,
    ],
  ]);
});

it("says nothing of what is quick, nor where nobody watches", async () => {
  const { io, written, startTicking, passSeconds } = aTerminal();

  await withWaiting(io, async () => undefined, startTicking);
  await withWaiting({ stderr: io.stderr }, async () => passSeconds(9), startTicking);

  expect(written).toEqual([]);
});

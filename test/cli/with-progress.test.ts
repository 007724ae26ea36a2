import { expect, it } from "vitest";
import { withProgress } from "../../cli/with-progress.ts";

/** A terminal, and a clock that moves only when told. */
function aTerminal() {
  let nowMs = 5000;
  const written: string[] = [];
  return {
    written,
    io: { stderr: (text: string) => void written.push(text), progressClock: () => nowMs },
    advance(ms: number): void {
      nowMs += ms;
    },
  };
}

const clearLine = "\r\u001B[K";

it("says nothing of work that is done within a second", async () => {
  const { io, written, advance } = aTerminal();

  const result = await withProgress(io, async (onProgress) => {
    advance(999);
    onProgress(1, 2);
    return "done";
  });

  expect([result, written]).toEqual(["done", []]);
});

it("shows how far longer work is, and takes it away at the end", async () => {
  const { io, written, advance } = aTerminal();

  await withProgress(io, async (onProgress) => {
    advance(2000);
    onProgress(9, 100);
    onProgress(10, 100);
    advance(200);
    onProgress(50, 100);
  });

  expect(written).toEqual([
    `${clearLine}██                      9%  9 of 100, 4.5 per second`,
    `${clearLine}██████████             50%  50 of 100, 23 per second`,
    clearLine,
  ]);
});

it("takes it away before an error is printed", async () => {
  const { io, written, advance } = aTerminal();

  const failing = withProgress(io, async (onProgress) => {
    advance(1000);
    onProgress(1, 1);
    throw new Error("no more");
  });

  await expect(failing).rejects.toThrow("no more");
  expect(written.at(-1)).toBe(clearLine);
});

it("says nothing where nobody watches", async () => {
  const { io, written } = aTerminal();

  await withProgress({ stderr: io.stderr }, async (onProgress) => onProgress(1, 1));

  expect(written).toEqual([]);
});

import type { CliIo } from "./cli-io.ts";
import type { OnProgress } from "../simulator/index.ts";
import { renderProgress } from "./render/render-progress.ts";

/** Nobody wants to read about what is done at once. */
const SHOW_AFTER_MS = 1000;
const REDRAW_AFTER_MS = 100;
/** Back to the beginning of the line, and what stands there is gone. */
export const CLEAR_LINE = "\r\u001B[K";

/**
 * Shows how far `work` is, on one line that is gone when it ends; only where somebody watches, and only when it
 * takes longer than a second.
 */
export async function withProgress<T>(
  { stderr, progressClock }: Partial<Pick<CliIo, "stderr" | "progressClock">>,
  work: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  if (stderr === undefined || progressClock === undefined) return work(() => undefined);
  const startedAtMs = progressClock();
  let drawsAtMs = startedAtMs + SHOW_AFTER_MS;
  let isShown = false;
  try {
    return await work((done, total) => {
      const nowMs = progressClock();
      if (nowMs < drawsAtMs) return;
      drawsAtMs = nowMs + REDRAW_AFTER_MS;
      isShown = true;
      stderr(CLEAR_LINE + renderProgress({ done, total, spentMs: nowMs - startedAtMs }));
    });
  } finally {
    if (isShown) stderr(CLEAR_LINE);
  }
}

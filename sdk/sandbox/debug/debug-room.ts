import type { WebSocket } from "ws";
import { createIsolateInUtc } from "../isolate-in-utc.ts";
import type { ScriptLimits } from "../script-limits.ts";
import type { RunEnd, ScriptRun } from "../script-run.ts";
import { createDebugSession, type DebugSession } from "./debug-session.ts";
import { runDebugged } from "./debugged-run.ts";

/** An isolate, and whoever looks into it. Nothing takes it down again: it is for a process of its own. */
export interface DebugRoom {
  /** For one client at a time. */
  readonly enter: (client: WebSocket) => void;
  /** The first script waits for a client that lets it begin. */
  run(run: ScriptRun): Promise<RunEnd>;
}

export function createDebugRoom({ memoryLimitMb, watchdogMs }: ScriptLimits): DebugRoom {
  const ready = Promise.withResolvers<void>();
  const create = () => createIsolateInUtc(memoryLimitMb, { inspector: true });
  let isolate = create();
  let session: DebugSession | undefined;
  let lastGoodbye = Promise.resolve();

  return {
    enter(client) {
      const onGone = (over: Promise<void>): void => {
        session = undefined;
        lastGoodbye = over;
      };
      session = createDebugSession(isolate, { client, onReady: () => ready.resolve(), onGone });
    },
    async run(run) {
      await ready.promise;
      const end = await runDebugged(isolate, {
        run,
        wallLimitMs: watchdogMs,
        beforeScript: async () => {
          await lastGoodbye; // which takes back what others ordered
          await session?.prepareScript(run);
        },
      });
      // What outgrew its memory is gone, and what was killed may have left work that never ends either.
      if (isolate.isDisposed || end.kind === "killed") {
        session?.hangUp();
        session = undefined;
        isolate = create();
      }
      return end;
    },
  };
}

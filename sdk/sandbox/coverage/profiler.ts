import type ivm from "isolated-vm";
import type { FunctionCoverage } from "./script-coverage.ts";

/** A script as V8's profiler reports it: what ran since it was asked last. */
export interface ProfiledScript {
  readonly url: string;
  readonly functions: readonly FunctionCoverage[];
}

/** Counts what runs in one isolate, which must not be disposed. */
export interface Profiler {
  takeCoverage(): Promise<readonly ProfiledScript[]>;
}

/** Starts counting. The isolate must have been made for inspection. */
export async function startProfiler(isolate: ivm.Isolate): Promise<Profiler> {
  const session = isolate.createInspectorSession();
  const waiting = new Map<number, (answer: string) => void>();
  let lastId = 0;
  session.onNotification = () => {};
  session.onResponse = (id, answer) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  };
  const ask = (method: string, params: object = {}): Promise<string> =>
    new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      session.dispatchProtocolMessage(JSON.stringify({ id: lastId, method, params }));
    });

  await ask("Profiler.enable");
  await ask("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return {
    async takeCoverage() {
      const answer = JSON.parse(await ask("Profiler.takePreciseCoverage")) as {
        readonly result: { readonly result: readonly ProfiledScript[] };
      };
      return answer.result.result;
    },
  };
}

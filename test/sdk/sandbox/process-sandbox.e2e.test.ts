import { expect, it } from "vitest";
import type { ScriptResult, ScriptSandbox } from "../../../sdk/foundation/script-sandbox.ts";
import { createIsolateSandbox } from "../../../sdk/sandbox/isolate-sandbox.ts";
import { createProcessSandbox } from "../../../sdk/sandbox/process-sandbox.ts";
import type { ScriptLimitOptions } from "../../../sdk/sandbox/script-limits.ts";
import {
  anEvaluation,
  describeScriptSandboxContract,
} from "../../contract/script-sandbox.contract.ts";

/** Has every evaluation done in every way there is, and insists on one result. */
function createComparedSandbox(limits: ScriptLimitOptions = {}): ScriptSandbox {
  const living = createIsolateSandbox({ ...limits, worlds: "living" });
  const fresh = createIsolateSandbox({ ...limits, worlds: "fresh" });
  const process = createProcessSandbox({ ...limits, childCount: 1 });
  const jitless = createProcessSandbox({ ...limits, childCount: 1, jitless: true });
  return {
    async evaluate(evaluation) {
      const [lived, freshly, outside, interpreted] = await Promise.allSettled(
        [living, fresh, process, jitless].map((sandbox) => sandbox.evaluate(evaluation)),
      );
      expect(outside).toEqual(lived);
      expect(interpreted).toEqual(lived);
      expect(withoutWorld(freshly)).toEqual(withoutWorld(lived));
      if (lived?.status !== "fulfilled") throw lived?.reason;
      return lived.value;
    },
    async dispose() {
      await Promise.all([living, fresh, process, jitless].map((sandbox) => sandbox.dispose()));
    },
  };
}

/** Where an evaluation ran is all that it may differ in. */
function withoutWorld(settled: PromiseSettledResult<ScriptResult> | undefined): unknown {
  if (settled?.status !== "fulfilled") return settled;
  return { ...settled.value, world: undefined };
}

describeScriptSandboxContract(
  "process, with and without a compiler, against isolate, living and fresh",
  createComparedSandbox,
);

it("runs what waits behind a script that takes its process with it", async () => {
  const sandbox = createProcessSandbox({ childCount: 1 });
  const sources = [
    "const run = () => 'before';",
    'const run = () => "x".repeat(2 ** 28).split("").length;',
    "const run = () => 'behind';",
    "const run = () => 'last';",
  ];

  const results = await Promise.all(
    sources.map((source) => sandbox.evaluate(anEvaluation(source))),
  );
  await sandbox.dispose();

  const returned = (value: string) => ({ kind: "returned", values: [{ kind: "value", value }] });
  expect(results.map(({ outcome }) => outcome)).toEqual([
    returned("before"),
    { kind: "out-of-memory", detail: "The script outgrew its 10 MB of memory." },
    returned("behind"),
    returned("last"),
  ]);
});

it.each([{ memoryLimitMb: 7 }, { watchdogMs: 0 }, { childCount: 0 }, { childCount: 1.5 }])(
  "refuses the options %j",
  (options) => {
    expect(() => createProcessSandbox(options)).toThrow(
      expect.objectContaining({ code: "ERR_CONFIG_INVALID" }),
    );
  },
);

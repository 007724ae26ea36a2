import { expect, it } from "vitest";
import type { ScriptSandbox } from "../../../sdk/foundation/script-sandbox.ts";
import { createIsolateSandbox } from "../../../sdk/sandbox/isolate-sandbox.ts";
import { createProcessSandbox } from "../../../sdk/sandbox/process-sandbox.ts";
import type { ScriptLimitOptions } from "../../../sdk/sandbox/script-limits.ts";
import {
  anEvaluation,
  describeScriptSandboxContract,
} from "../../contract/script-sandbox.contract.ts";

/** Has every evaluation done in both places, and insists on one result. */
function createComparedSandbox(limits: ScriptLimitOptions = {}): ScriptSandbox {
  const isolate = createIsolateSandbox(limits);
  const process = createProcessSandbox(limits);
  return {
    async evaluate(evaluation) {
      const [inside, outside] = await Promise.allSettled([
        process.evaluate(evaluation),
        isolate.evaluate(evaluation),
      ]);
      expect(inside).toEqual(outside);
      if (inside.status === "rejected") throw inside.reason;
      return inside.value;
    },
    async dispose() {
      await Promise.all([isolate.dispose(), process.dispose()]);
    },
  };
}

describeScriptSandboxContract("process, against isolate", createComparedSandbox);

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

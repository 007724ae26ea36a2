import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ScriptResult, ScriptSandbox } from "../../../../sdk/foundation/script-sandbox.ts";
import { anEvaluation } from "../../../contract/script-sandbox.contract.ts";
import type { HostileScript } from "./hostile-script.ts";

const harmless = anEvaluation("const run = () => 'unharmed';");

/** Starts all at once, each with a harmless script that may go before it, beside it or after it. */
export function describeHostileScripts(
  implementation: string,
  sandbox: ScriptSandbox,
  scripts: readonly HostileScript[],
): void {
  describe(`hostile scripts: ${implementation}`, () => {
    let results: readonly (readonly [ScriptResult, ScriptResult])[] = [];

    beforeAll(async () => {
      const pairs = scripts.map(({ source, evaluation }) =>
        Promise.all([
          sandbox.evaluate(anEvaluation(source, evaluation)),
          sandbox.evaluate(harmless),
        ]),
      );
      results = await Promise.all(pairs);
    });
    afterAll(() => sandbox.dispose());

    it.each(scripts.map((script, index) => ({ ...script, index })))(
      "ends $name as declared, and leaves its neighbour alone",
      ({ index, endings, returns }) => {
        const [hostile, neighbour] = results[index] ?? [];
        const unharmed = { kind: "returned", values: [{ kind: "value", value: "unharmed" }] };
        const declared = { kind: "returned", values: [{ kind: "value", value: returns }] };

        expect(endings).toContain(hostile?.outcome.kind);
        expect(hostile?.outcome).toEqual(returns === undefined ? hostile?.outcome : declared);
        expect(neighbour?.outcome).toEqual(unharmed);
      },
    );
  });
}

import { createProcessSandbox, type ScriptSandbox } from "../../sdk/index.ts";
import {
  changeScenario,
  loadScenario,
  prepareScenario,
  readScriptFile,
  runScenario,
  type KnobValues,
  type ScenarioInput,
  type ScenarioRun,
} from "../../simulator/index.ts";
import {
  callScript,
  type CalledScript,
  type ScriptCall,
  type ScriptText,
} from "../script-call/call-script.ts";
import type { Given } from "../script-call/name-arguments.ts";

export interface CallToTest extends Omit<ScriptCall, "script"> {
  /** A file, seen from where Vitest runs, or a text. */
  readonly script: string | ScriptText;
  /** The arguments of the only call. */
  readonly given?: Given;
}

export interface RunToTest {
  /** What to change first, by the paths of `fledgling replay --set`. */
  readonly set?: KnobValues;
  /** Instead of the scenario's own. */
  readonly seed?: number;
}

/** What a test can ask for. */
export interface FledglingFixtures {
  /** Where scripts run, shared by the tests of a file. */
  readonly sandbox: ScriptSandbox;
  /** Calls one function of a script. */
  readonly callScript: (call: CallToTest) => Promise<CalledScript>;
  /** Runs a scenario: a file, or what one holds. */
  readonly runScenario: (
    scenario: string | ScenarioInput,
    options?: RunToTest,
  ) => Promise<ScenarioRun>;
}

type Use<Value> = (value: Value) => Promise<void>;
type WithSandbox = Pick<FledglingFixtures, "sandbox">;

/** For `test.extend`. */
export const fledglingFixtures = {
  sandbox: [
    // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs
    async ({}: object, use: Use<ScriptSandbox>): Promise<void> => {
      const sandbox = createProcessSandbox();
      await use(sandbox);
      await sandbox.dispose();
    },
    { scope: "file" },
  ] as [
    setUp: (context: object, use: Use<ScriptSandbox>) => Promise<void>,
    options: { scope: "file" },
  ],
  callScript: async (
    { sandbox }: WithSandbox,
    use: Use<FledglingFixtures["callScript"]>,
  ): Promise<void> => {
    await use(async ({ script, given, ...call }) => {
      const text = typeof script === "string" ? await readScriptFile(script) : script;
      const calls = given === undefined ? {} : { calls: [given] };
      return await callScript({ ...call, ...calls, script: text }, sandbox);
    });
  },
  runScenario: async (
    { sandbox }: WithSandbox,
    use: Use<FledglingFixtures["runScenario"]>,
  ): Promise<void> => {
    await use(async (scenario, { set, ...options } = {}) => {
      const loaded = await (typeof scenario === "string"
        ? loadScenario(scenario)
        : prepareScenario(scenario));
      const changed = set === undefined ? loaded : await changeScenario(loaded, set);
      return await runScenario(changed, { ...options, sandbox });
    });
  },
};

import {
  createIsolateSandbox,
  createSeededRandom,
  createSequentialIds,
  nodeSignatureVerifier,
  type Environment,
  type ScriptSandbox,
} from "fledgling";
import { createVirtualClock, type VirtualClock } from "../../simulator/virtual-clock.ts";
import { createScriptedInternet, type Route, type ScriptedInternet } from "./scripted-internet.ts";

/** When tests begin: 2023-11-14T22:13:20Z. */
export const startsAtMs = 1_700_000_000_000;

/** One for as long as the test process lives: isolates are dear, and evaluations share nothing anyway. */
const sharedSandbox = createIsolateSandbox();

export interface TestEnvironment extends Environment {
  readonly clock: VirtualClock;
  readonly http: ScriptedInternet;
}

/** The real sandbox in virtual time, on an internet of routes. */
export function createTestEnvironment(
  world: {
    readonly routes?: Readonly<Record<string, Route>>;
    readonly sandbox?: ScriptSandbox;
  } = {},
): TestEnvironment {
  const { routes = {}, sandbox = sharedSandbox } = world;
  const clock = createVirtualClock(startsAtMs);
  const random = createSeededRandom(1);
  return {
    clock,
    random,
    ids: createSequentialIds(random.fork("ids")),
    http: createScriptedInternet(clock, routes),
    sandbox: {
      evaluate: (evaluation) => clock.duringRealWork(() => sandbox.evaluate(evaluation)),
      dispose: () => sandbox.dispose(),
    },
    signatures: nodeSignatureVerifier,
  };
}

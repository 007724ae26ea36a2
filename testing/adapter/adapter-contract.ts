import type { LoadRequest, Network, NetworkAdapter } from "../../sdk/adapter-kit.ts";
import { messageOf } from "../../sdk/adapter-kit.ts";
import {
  createAdapterWorld,
  type AdapterWorld,
  type AdapterWorldOptions,
} from "./adapter-world.ts";
import { ANSWER_CASES } from "./cases/answer-cases.ts";
import { BIDDING_CASES } from "./cases/bidding-cases.ts";
import { Breach, show } from "./cases/breach.ts";
import type { ContractCase, Subject } from "./cases/contract-case.ts";
import { GLOBAL_CASES } from "./cases/global-cases.ts";
import { LIFE_CASES } from "./cases/life-cases.ts";
import { OPTION_CASES } from "./cases/option-cases.ts";
import { REVEAL_CASES } from "./cases/reveal-cases.ts";
import { SAME_WORLD_CASES } from "./cases/same-world-cases.ts";

const CASES: readonly ContractCase[] = [
  ...OPTION_CASES,
  ...ANSWER_CASES,
  ...SAME_WORLD_CASES,
  ...GLOBAL_CASES,
  ...BIDDING_CASES,
  ...LIFE_CASES,
  ...REVEAL_CASES,
];

export interface ContractOptions extends Pick<
  AdapterWorldOptions,
  "serve" | "profile" | "adapters"
> {
  /** Valid options of the adapter. */
  readonly options: unknown;
  /** Gives a new world what the network needs to have something to do: a custom audience, say. */
  readonly prepare?: (world: AdapterWorld) => void | Promise<void>;
  /** What every question says, where it matters to the network: a slot of its size, say. */
  readonly request?: Partial<LoadRequest>;
}

/** One promise of the contract, as test runners like it. */
export interface ContractTest {
  readonly name: string;
  /** Rejects with an error that says what the adapter did, what was expected, and why. */
  readonly run: () => Promise<void>;
}

/**
 * Everything that a network adapter promises to the SDK, as tests for whatever runner: what the network cannot
 * do is not asked of it. An adapter that refuses its options is only asked about those.
 */
export function networkAdapterContract(
  adapter: NetworkAdapter,
  options: ContractOptions,
): readonly ContractTest[] {
  const subject = toSubject(adapter, options);
  const network = connectOnce(adapter, options);
  const cases = network === undefined ? OPTION_CASES : CASES;
  return cases
    .filter(({ needs }) => needs === undefined || network?.[needs] !== undefined)
    .map((each) => ({ name: each.name, run: () => check(each, subject) }));
}

async function check(each: ContractCase, subject: Subject): Promise<void> {
  try {
    await each.check(subject);
  } catch (error) {
    if (error instanceof Breach) throw error;
    throw new Breach(
      {
        did: `it threw ${show(error)}`,
        expected: `that it ${each.name}`,
        why: `of an error nobody expects, an app only hears "${messageOf(error)}"`,
      },
      { cause: error },
    );
  }
}

function toSubject(adapter: NetworkAdapter, given: ContractOptions): Subject {
  const { options, prepare, request = {} } = given;
  const asked = { ...aRequest(adapter), ...request };
  return {
    adapter,
    // New ones each time: what one case's adapter does to them is no other's business.
    get options() {
      return structuredClone(options);
    },
    get request() {
      return structuredClone(asked);
    },
    async inWorld(meet, seed = 1) {
      const world = createAdapterWorld({ ...given, seed });
      try {
        await prepare?.(world);
        const network = adapter.connect(structuredClone(options), world.environment);
        return await meet({ network, world });
      } finally {
        await world.dispose();
      }
    },
  };
}

/** One node's question, as the SDK would ask it for a slot that the adapter serves. */
function aRequest({ formats = ["banner"] }: NetworkAdapter): LoadRequest {
  const [format = "banner"] = formats;
  const [requestId, nodeId] = ["request-1", "node-1"];
  return {
    requestId,
    nodeId,
    slot: { slotId: "level-end", format },
    ecpmUsd: 1,
    floorCpmUsd: undefined,
    timeoutMs: 5_000,
    origin: { requestId, nodeId },
  };
}

/** To see what the network can do; undefined where it cannot be connected. */
function connectOnce(adapter: NetworkAdapter, given: ContractOptions): Network | undefined {
  const world = createAdapterWorld(given);
  try {
    return adapter.connect(structuredClone(given.options), world.environment);
  } catch {
    return undefined;
  } finally {
    void world.dispose();
  }
}

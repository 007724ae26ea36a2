/**
 * What the SDK adds to a node: a walk along networks that answer at once, and have no ad, against a bare loop that
 * asks the same networks. No scripts, no time that passes; the cost of a node should not depend on how many there are.
 */
import {
  AdServices,
  createIsolateSandbox,
  createSeededRandom,
  createSequentialIds,
  MediationSdk,
  nodeSignatureVerifier,
  type Environment,
} from "fledgling";
import { defineNetworkAdapter, type LoadRequest, type Network } from "fledgling/adapter-kit";
import { createVirtualClock } from "fledgling/simulator";
import { z } from "zod";
import { compare, type Repeated } from "./measure.ts";

const lengths = [5, 50, 500];
const rounds = 30;
/** Nodes in each round, so that the clock can tell. */
const nodesPerRound = 5000;

const slot = { slotId: "slot", format: "banner" } as const;

const createNetwork = (): Network => ({
  async load() {
    return { kind: "no-fill", reason: "never has an ad" };
  },
});
const emptyHanded = defineNetworkAdapter({
  id: "empty-handed",
  options: z.strictObject({}),
  connect: createNetwork,
});

const walks = await Promise.all(lengths.map(prepareWalk));
const [shortest] = walks;

console.log(`walk-without-scripts: medians of ${rounds} rounds of ${nodesPerRound} nodes`);
for (const walk of walks) {
  const { ratio, oneMs } = await compare(rounds, walk, prepareLoop(walk.length));
  const growth = shortest === undefined ? 1 : await compareNodes(walk, shortest);
  const figures = [
    `${String(walk.length).padStart(3)} nodes`,
    `${((oneMs / walk.length) * 1000).toFixed(1)} µs per node`,
    `${ratio.toFixed(0)} times the bare loop`,
    `ratio to ${lengths[0]} nodes ${growth.toFixed(2)}`,
  ];
  console.log(`  ${figures.join("  ")}`);
}

interface Walk extends Repeated {
  readonly length: number;
}

/** What a node of one walk costs against a node of the other. */
async function compareNodes(walk: Walk, other: Walk): Promise<number> {
  const { ratio } = await compare(rounds, walk, other);
  return (ratio * other.length) / walk.length;
}

async function prepareWalk(length: number): Promise<Walk> {
  const environment = createEnvironment(length);
  const appId = "com.example.bench";
  const sdk = new MediationSdk({
    environment,
    adServices: new AdServices({ environment, appId }),
    adapters: [emptyHanded],
    appId,
    slots: [slot],
    contextualEndpointUrl: "https://adserver.example/contextual",
  });
  await sdk.initialize();
  const work = () => sdk.requestAd({ slotId: slot.slotId });
  return { length, work, times: nodesPerRound / length };
}

/** The ad server is in memory and answers with a chain of so many nodes, each with a network of its own. */
function createEnvironment(length: number): Environment {
  const nodes = Array.from({ length }, (_, index) => {
    const networkId = `network-${index + 1}`;
    return { nodeId: networkId, networkId, adapter: emptyHanded.id, ecpmUsd: 1 };
  });
  const body = JSON.stringify({ kind: "chain", chainId: "chain", nodes });
  const headers = { "content-type": "application/json" };
  const random = createSeededRandom(1);
  return {
    clock: createVirtualClock(0),
    random,
    ids: createSequentialIds(random.fork("ids")),
    http: { send: async () => ({ kind: "response", status: 200, headers, body }) },
    sandbox: createIsolateSandbox(),
    signatures: nodeSignatureVerifier,
  };
}

function prepareLoop(length: number): Repeated {
  const networks = Array.from({ length }, createNetwork);
  const { signal } = new AbortController();
  const request = { slot } as LoadRequest;
  const work = async () => {
    for (const network of networks) await network.load(request, signal);
  };
  return { work, times: nodesPerRound / length };
}

import { describe, expect, it } from "vitest";
import {
  defineNetworkAdapter,
  z,
  type LoadResult,
  type Network,
  type NetworkAdapter,
  type NetworkEnvironment,
} from "fledgling/adapter-kit";
import { networkAdapterContract, type ContractOptions } from "fledgling/testing";

const fill: LoadResult = { kind: "fill", renderUri: "https://a.example/ad", cpmUsd: 2 };
const options = z.strictObject({ cpmUsd: z.number().default(2) });

type Connect = (environment: NetworkEnvironment, own: { cpmUsd: number }) => Partial<Network>;

/** An adapter that keeps its whole contract, but for what these members do instead. */
function anAdapter(connect: Connect, changes: Partial<NetworkAdapter> = {}): NetworkAdapter {
  const adapter = defineNetworkAdapter({
    id: "broken",
    options,
    connect: (own, environment) => ({
      async load(_request, signal) {
        await environment.clock.sleep(50, signal);
        return fill;
      },
      ...connect(environment, own),
    }),
  });
  return { ...adapter, ...changes };
}

interface Broken {
  readonly name: string;
  readonly why: string;
}

async function brokenPromises(
  adapter: NetworkAdapter,
  more: Partial<ContractOptions> = {},
): Promise<readonly Broken[]> {
  const broken: Broken[] = [];
  for (const { name, run } of networkAdapterContract(adapter, { options: {}, ...more })) {
    await run().catch((error: Error) => broken.push({ name, why: error.message }));
  }
  return broken;
}

const shown = { kind: "shown" } as const;
const sleepDeaf = async ({ clock }: NetworkEnvironment) => {
  await clock.sleep(100);
  return fill;
};
let remembered = 0;

/** What each promise says of an adapter that breaks this one, and as few others as possible. */
const BREACHES: readonly (readonly [promise: string, adapter: NetworkAdapter, did: string])[] = [
  [
    "has an id in kebab-case, as chains and scenarios spell it",
    anAdapter(() => ({}), { id: "My Network" }),
    'its id is "My Network"',
  ],
  [
    "takes the options that it is tested with",
    anAdapter(() => {
      throw new Error("no socket");
    }),
    "it refused {}: no socket",
  ],
  [
    "refuses misspelt options and names them",
    {
      ...anAdapter(() => ({})),
      connect: (_options, environment) => ({ load: () => sleepDeaf(environment) }),
    },
    "given options with the unknown key misspeltOption, it took them",
  ],
  [
    "refuses what are no options at all",
    {
      ...anAdapter(() => ({})),
      connect: (_options, environment) => ({ load: () => sleepDeaf(environment) }),
    },
    "given undefined for options, it took them",
  ],
  [
    "does not change the options it is given",
    {
      ...anAdapter(() => ({})),
      connect: (given, environment) => {
        if (typeof given === "object") Object.assign(given ?? {}, { seen: true });
        return { load: () => sleepDeaf(environment) };
      },
    },
    'it changed its options from {} to {"seen":true}',
  ],
  [
    "load answers with a value that its contract knows",
    anAdapter(() => ({ load: async () => ({ kind: "fill" }) as LoadResult })),
    'load answered {"kind":"fill"}: renderUri: Invalid input: expected string, received undefined',
  ],
  [
    "load answers with a value that its contract knows",
    anAdapter(() => ({ load: async () => ({ ...fill, price: 2 }) })),
    `load answered with price, which nobody reads: ${JSON.stringify({ ...fill, price: 2 })}`,
  ],
  [
    "load answers with a value that its contract knows",
    anAdapter(() => ({ load: () => Promise.reject(new Error("boom")) })),
    'load threw Error "boom"',
  ],
  [
    "load answers with a value that its contract knows",
    anAdapter(() => ({ load: () => new Promise(() => undefined) })),
    "load did not settle within 3600000 ms",
  ],
  [
    "load settles as soon as its signal aborts",
    anAdapter((environment) => ({ load: () => sleepDeaf(environment) })),
    "load, whose signal aborted 1 ms after it was asked, did not settle within 10 ms",
  ],
  [
    "load settles at once when its signal has aborted before",
    anAdapter((environment) => ({ load: () => sleepDeaf(environment) })),
    "load, whose signal aborted before it was asked, did not settle within 10 ms",
  ],
  [
    "load lets go of its signal once it has answered",
    anAdapter(() => ({
      async load(_request, signal) {
        signal.addEventListener("abort", () => undefined);
        return fill;
      },
    })),
    "load left 1 listener on its signal",
  ],
  [
    "load does not change what it is asked",
    anAdapter(() => ({
      async load(request) {
        Object.assign(request.slot, { slotId: "mine" });
        return fill;
      },
    })),
    "load changed what it was asked, from ",
  ],
  [
    "answers the same in the same world",
    anAdapter(() => ({ load: async () => ({ ...fill, cpmUsd: Math.random() }) })),
    "asked the same in two worlds that are the same, it answered once ",
  ],
  [
    "keeps what it knows to its own connection",
    anAdapter(() => ({
      async load() {
        remembered += 1;
        return { ...fill, cpmUsd: remembered };
      },
    })),
    "asked alone, and beside another connection of the same adapter, it answered once ",
  ],
  [
    "leaves the machine's clock, luck, timers and internet alone",
    anAdapter(() => ({
      async load() {
        const at = Date.now() + new Date().getTime() + performance.now();
        return at > 0 && Math.random() < 2 ? fill : { kind: "no-fill", reason: "never" };
      },
    })),
    "it used Date.now, new Date, performance.now, Math.random",
  ],
  [
    "leaves the machine's clock, luck, timers and internet alone",
    anAdapter(() => ({
      async load() {
        await new Promise((resolve) => {
          setTimeout(resolve, 0);
        });
        return fill;
      },
    })),
    "it used setTimeout",
  ],
  [
    "requestBid answers with a value that its contract knows",
    anAdapter(() => ({ requestBid: async () => ({ kind: "bid" }) })),
    'requestBid answered {"kind":"bid"}: cpmUsd: a bid has a price, or the ad selection that has one',
  ],
  [
    "collectSignals answers with a value that its contract knows",
    anAdapter(() => ({
      collectSignals: async () => ({ kind: "signals", signals: "token" }) as never,
    })),
    'collectSignals answered {"kind":"signals","signals":"token"}: signals: ',
  ],
  [
    "initialize answers with a value that its contract knows",
    anAdapter(() => ({ initialize: async () => true as never })),
    "initialize answered true: ",
  ],
  [
    "show answers with a value that its contract knows",
    anAdapter(() => ({ show: async () => undefined as never })),
    "show answered undefined: ",
  ],
  [
    "show settles as soon as its signal aborts",
    anAdapter(({ clock }) => ({ show: () => clock.sleep(9_000).then(() => shown) })),
    "show, whose signal aborted 1 ms after it was asked, did not settle within 10 ms",
  ],
  [
    "loads what it bid with, at no lower price",
    anAdapter(() => ({ requestBid: async () => ({ kind: "bid", cpmUsd: 3 }) })),
    'it bid {"kind":"bid","cpmUsd":3} and, chosen, loaded ',
  ],
  [
    "hears that its bid won without throwing",
    anAdapter(() => ({
      onBidWon() {
        throw new Error("I won?");
      },
    })),
    'onBidWon threw "I won?"',
  ],
  [
    "hears why its bid lost without throwing",
    anAdapter(() => ({
      onBidLost({ lossReason }) {
        if (lossReason === 102) throw new Error("unfair");
      },
    })),
    'onBidLost threw "unfair"',
  ],
  [
    "can be initialized twice, and says the same",
    anAdapter(() => {
      let isReady = false;
      return {
        async initialize() {
          if (isReady) return { kind: "error", error: { code: "again", message: "it is ready" } };
          isReady = true;
          return { kind: "initialized" };
        },
      };
    }),
    'initialize said first {"kind":"answered","answer":{"kind":"initialized"}}, then ',
  ],
  [
    "can be told twice that an ad is over, shown or not",
    anAdapter(() => {
      const gone = new Set<string>();
      return {
        show: async () => shown,
        async invalidate({ renderUri }) {
          if (gone.has(renderUri)) throw new Error("gone already");
          gone.add(renderUri);
        },
      };
    }),
    'invalidate, told of an ad that was shown, threw "gone already"',
  ],
  [
    "takes whatever the user allows or forbids",
    anAdapter(() => ({
      updatePrivacySettings({ tcString }) {
        if (tcString === undefined) throw new Error("no string");
      },
    })),
    'updatePrivacySettings({"usPrivacy":"1YYN"}, ["usPrivacy"]) threw "no string"',
  ],
  [
    "can be let go of, twice if need be",
    anAdapter(() => {
      let isOpen = true;
      return {
        async dispose() {
          if (!isOpen) throw new Error("closed");
          isOpen = false;
        },
      };
    }),
    'the second dispose threw "closed"',
  ],
  [
    "reveals what load then pays",
    anAdapter(() => ({ reveal: () => ({ cpmUsd: 1 }) })),
    'it revealed {"cpmUsd":1}, and load answered {"kind":"fill",',
  ],
  [
    "reveals without changing anybody's luck",
    anAdapter(({ random }) => ({
      load: async () => ({ ...fill, cpmUsd: random.next() }),
      reveal: () => ({ cpmUsd: random.next() + 1 }),
    })),
    "request 1 came to ",
  ],
];

describe("the contract", () => {
  it.each(BREACHES)("tells an adapter that it does not keep: %s", async (promise, adapter, did) => {
    const broken = await brokenPromises(adapter);

    const [breach] = broken.filter(({ name }) => name === promise);
    expect(breach?.why.split("\n")[0]).toContain(did);
    expect(breach?.why).toMatch(/\nexpected: \S[^]*\nwhy: \S[^]*\nsee: docs\/how-to\//);
  });
});

it("has nothing to say against an adapter that keeps it", async () => {
  expect(await brokenPromises(anAdapter(() => ({})))).toEqual([]);
});

it("asks of a network only what it can do, in a slot that it serves", async () => {
  const formats: unknown[] = [];
  const adapter = anAdapter(
    () => ({
      async load({ slot }) {
        formats.push(slot.format);
        return fill;
      },
    }),
    { formats: ["rewarded"] },
  );

  const names = networkAdapterContract(adapter, { options: {} }).map(({ name }) => name);
  const broken = await brokenPromises(adapter);

  expect(names.filter((name) => /requestBid|initialize|show|reveal/.test(name))).toEqual([]);
  expect(broken).toEqual([]);
  expect(new Set(formats)).toEqual(new Set(["rewarded"]));
});

it("gives the network a server, and the device what it needs", async () => {
  const prepared: string[] = [];
  const adapter = anAdapter(({ http }) => ({
    async load(_request, signal) {
      const request = { method: "GET", url: "https://a.example", purpose: "adapter" } as const;
      const answer = await http.send(request, signal);
      return answer.kind === "response" && answer.status === 200
        ? { ...fill, renderUri: (JSON.parse(answer.body) as { ad: string }).ad }
        : ({ kind: "fill" } as LoadResult);
    },
  }));

  const broken = await brokenPromises(adapter, {
    serve: () => ({ body: { ad: "https://served.example" } }),
    prepare: ({ environment }) => void prepared.push(environment.appId),
  });

  expect(broken).toEqual([]);
  expect(new Set(prepared)).toEqual(new Set(["com.example.game"]));
});

it("asks an adapter that refuses its options about those alone", async () => {
  const broken = await brokenPromises(
    anAdapter(() => ({})),
    { options: { cpm: 2 } },
  );

  expect(broken.map(({ name }) => name)).toEqual(["takes the options that it is tested with"]);
});

it("puts every global back that it has watched", async () => {
  const globals = () => [Date, Math.random, setTimeout, setImmediate, fetch, performance.now];
  const before = globals();

  await brokenPromises(anAdapter(() => ({})));

  expect(globals().every((each, index) => each === before[index])).toBe(true);
});

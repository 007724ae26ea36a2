import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import {
  BidResultSchema,
  LoadResultSchema,
  SignalsResultSchema,
  type Network,
  type NetworkAdapter,
  type NetworkBid,
} from "../../sdk/adapter-kit.ts";
import {
  aBidRequest,
  aLoadRequest,
  aNetworkWorld,
  type NetworkWorld,
} from "../support/a-network-environment.ts";
import { errorOf } from "../support/error-of.ts";

/**
 * What every network adapter must do. Call it once from each adapter's own test file; `prepare` gives the device
 * what the network needs to have something to do.
 */
export function describeNetworkAdapterContract(
  adapter: NetworkAdapter,
  validOptions: object,
  prepare: (world: NetworkWorld) => Promise<void> = async () => undefined,
): void {
  const connect = async (world: NetworkWorld): Promise<Network> => {
    await prepare(world);
    return adapter.connect(validOptions, world.environment);
  };

  describe(`network adapter contract: ${adapter.id}`, () => {
    it("has an id in kebab-case, as chains and scenarios spell it", () => {
      expect(adapter.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    });

    it("refuses misspelt options and names them", async () => {
      const misspelt = { ...validOptions, misspeltOption: 1 };

      const error = await errorOf(() => adapter.connect(misspelt, aNetworkWorld().environment));

      expect(error.code).toBe("ERR_CONFIG_INVALID");
      expect(error.message).toContain(adapter.id);
      expect(error.message).toContain("misspeltOption");
    });

    it.each([undefined, null, "options", []])("refuses %o for options", async (options) => {
      const error = await errorOf(() => adapter.connect(options, aNetworkWorld().environment));

      expect(error.code).toBe("ERR_CONFIG_INVALID");
    });

    it("does not change the options it is given", () => {
      const frozen = deepFreeze(structuredClone(validOptions));

      adapter.connect(frozen, aNetworkWorld().environment);

      expect(frozen).toEqual(validOptions);
    });

    it("answers with a fill, with no fill or with an error of its own", async () => {
      const network = await connect(aNetworkWorld());

      const answer = await network.load(aLoadRequest(), new AbortController().signal);

      expect(LoadResultSchema.parse(answer)).toEqual(answer);
    });

    it("settles as soon as the walk gives up on it", async () => {
      const world = aNetworkWorld();
      const walk = new AbortController();
      const reason = new Error("the walk moved on");
      const network = await connect(world);
      const loading = network.load(aLoadRequest(), walk.signal);
      const settled = loading.then(LoadResultSchema.parse, (error: unknown) => error);

      await world.clock.sleep(1);
      walk.abort(reason);
      const answer = await settled;

      expect(world.clock.elapsedMs()).toBe(1);
      expect(answer === reason || LoadResultSchema.safeParse(answer).success).toBe(true);
    });

    it("settles at once when the walk gave up before it began", async () => {
      const world = aNetworkWorld();
      const reason = new Error("the walk moved on");

      const network = await connect(world);
      const loading = network.load(aLoadRequest(), AbortSignal.abort(reason));
      const answer = await loading.then(LoadResultSchema.parse, (error: unknown) => error);

      expect(world.clock.elapsedMs()).toBe(0);
      expect(answer === reason || LoadResultSchema.safeParse(answer).success).toBe(true);
    });

    it("lets go of the walk's signal once it has answered", async () => {
      const walk = new AbortController();

      const network = await connect(aNetworkWorld());
      await network.load(aLoadRequest(), walk.signal);

      expect(getEventListeners(walk.signal, "abort")).toEqual([]);
    });

    it("answers the same in the same world: time, luck and servers are all it goes by", async () => {
      const one = await answersOf(await connect(aNetworkWorld()));
      const other = await answersOf(await connect(aNetworkWorld()));

      expect(other).toEqual(one);
    });

    it("has no luck but its own: what other networks draw changes none of its answers", async () => {
      const alone = await answersOf(await connect(aNetworkWorld({ seed: 2 })));
      const network = await connect(aNetworkWorld({ seed: 2 }));

      await answersOf(await connect(aNetworkWorld({ seed: 3 })));
      const crowded = await answersOf(network);

      expect(crowded).toEqual(alone);
    });

    const can = adapter.connect(validOptions, aNetworkWorld().environment);
    if (can.requestBid !== undefined) describeBidding(connect);
    if (can.collectSignals !== undefined) describeSignals(connect);

    it("can be let go of, twice if need be", async () => {
      const network = await connect(aNetworkWorld());

      await network.dispose?.();
      await network.dispose?.();

      expect(network).toBeDefined();
    });
  });
}

/** What a network that bids must do on top. */
function describeBidding(connect: (world: NetworkWorld) => Promise<Network>): void {
  const { signal } = new AbortController();
  const requestBid = async (network: Network, asked: AbortSignal): Promise<unknown> =>
    network.requestBid?.(aBidRequest(), asked);

  it("bids, does not bid, or says what is broken", async () => {
    const answer = await requestBid(await connect(aNetworkWorld()), signal);

    expect(BidResultSchema.parse(answer)).toEqual(answer);
  });

  it("loads what it bid with, at no lower price", async () => {
    const network = await connect(aNetworkWorld());
    const bid: NetworkBid = {
      kind: "bid",
      cpmUsd: 1,
      adSelectionId: "-1",
      renderUri: "https://a.example",
    };
    const answered = BidResultSchema.parse(await requestBid(network, signal));
    const won = answered.kind === "bid" ? answered : bid;

    const answer = LoadResultSchema.parse(await network.load(aLoadRequest({ bid: won }), signal));

    const { cpmUsd = won.cpmUsd, adSelectionId } = answer.kind === "fill" ? answer : won;
    expect(cpmUsd ?? 0).toBeGreaterThanOrEqual(won.cpmUsd ?? 0);
    expect([undefined, won.adSelectionId]).toContain(adSelectionId);
  });

  it("stops bidding as soon as the request gives up on it", async () => {
    const world = aNetworkWorld();
    const request = new AbortController();
    const reason = new Error("the request moved on");
    const bidding = requestBid(await connect(world), request.signal);
    const settled = bidding.then(BidResultSchema.parse, (error: unknown) => error);

    await world.clock.sleep(1);
    request.abort(reason);
    const answer = await settled;

    expect(world.clock.elapsedMs()).toBe(1);
    expect(answer === reason || BidResultSchema.safeParse(answer).success).toBe(true);
  });

  it("lets go of the request's signal once it has bid", async () => {
    const request = new AbortController();

    await requestBid(await connect(aNetworkWorld()), request.signal).catch(() => undefined);

    expect(getEventListeners(request.signal, "abort")).toEqual([]);
  });
}

function describeSignals(connect: (world: NetworkWorld) => Promise<Network>): void {
  it("gives its bidder signals, or says what is broken", async () => {
    const network = await connect(aNetworkWorld());

    const answer = await network.collectSignals?.(aBidRequest(), new AbortController().signal);

    expect(SignalsResultSchema.parse(answer)).toEqual(answer);
  });
}

/** Twelve answers in a row: enough for luck that is not the world's to show. */
async function answersOf(network: Network): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (let request = 1; request <= 12; request += 1) {
    const asked = aLoadRequest({ requestId: `request-${request}` });
    answers.push(await network.load(asked, new AbortController().signal));
  }
  return answers;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}

import { expect, it } from "vitest";
import { createSeededRandom, type HttpClient, type HttpRequest } from "../../sdk/index.ts";
import {
  changeNetwork,
  CONDITIONS,
  USUAL_NETWORK,
  type NetworkChange,
  type NetworkRoute,
} from "../../simulator/change-network.ts";
import { createVirtualClock } from "../../simulator/index.ts";
import { withNetworkConditions } from "../../simulator/network-conditions.ts";

const answered = { kind: "response", status: 200, headers: {}, body: "there" } as const;

/** An internet that answers everything at once, behind the given conditions. */
function aNetwork(routes: readonly NetworkRoute[], latencyMs = 20, change: NetworkChange = {}) {
  let conditions = changeNetwork(USUAL_NETWORK, { latencyMs, routes, ...change });
  const clock = createVirtualClock(0);
  const reached: string[] = [];
  const internet: HttpClient = {
    async send({ url }) {
      reached.push(url);
      return answered;
    },
  };
  const luck = createSeededRandom(1);
  const http = withNetworkConditions(internet, { clock, luck, conditions: () => conditions });
  const get = (url: string, signal?: AbortSignal) =>
    http.send({ method: "GET", url, purpose: "adapter" } satisfies HttpRequest, signal);
  const setNetwork = (changed: NetworkChange): void => {
    conditions = changeNetwork(conditions, changed);
  };
  return { get, clock, reached, setNetwork };
}

it("delays every request by the latency of its network", async () => {
  const { get, clock } = aNetwork([]);

  expect(await get("https://ssp.example/")).toEqual(answered);
  expect(clock.elapsedMs()).toBe(20);
});

it("goes by the longest route that fits, however the routes are ordered", async () => {
  const { get, clock } = aNetwork([
    { url: "https://ssp.example/", latencyMs: 100 },
    { url: "https://ssp.example/slow/script.js", latencyMs: 500 },
    { url: "https://ssp.example/slow", latencyMs: 200 },
  ]);

  await get("https://ssp.example/slow/script.js");
  const longest = clock.elapsedMs();
  await get("https://ssp.example/slow/other.js");
  const middle = clock.elapsedMs() - longest;
  await get("https://ssp.example/fast");

  expect([longest, middle, clock.elapsedMs() - longest - middle]).toEqual([500, 200, 100]);
});

it("keeps the network's latency where a route only has a fault", async () => {
  const { get, clock, reached } = aNetwork([{ url: "https://ssp.example/", fault: "unreachable" }]);

  expect(await get("https://ssp.example/a")).toEqual({
    kind: "failure",
    reason: "unreachable",
    detail: "https://ssp.example/a is unreachable: the scenario's network says so",
  });
  expect([clock.elapsedMs(), reached]).toEqual([20, []]);
});

it("answers in a server's stead with whatever the scenario wants", async () => {
  const fault = { status: 500, body: "<p>down</p>", contentType: "text/html" };
  const { get } = aNetwork([{ url: "https://ssp.example/", latencyMs: 0, fault }]);

  expect(await get("https://ssp.example/a")).toEqual({
    kind: "response",
    status: 500,
    headers: { "content-type": "text/html" },
    body: "<p>down</p>",
  });
});

it("hangs until whoever asked gives up", async () => {
  const { get, clock } = aNetwork([{ url: "https://ssp.example/", fault: "hang" }]);
  const caller = new AbortController();
  const asking = get("https://ssp.example/a", caller.signal);

  await clock.sleep(3_600_000);
  caller.abort("enough");

  await expect(asking).rejects.toBe("enough");
});

it("gives up during the latency as well, and then asks nobody", async () => {
  const { get, clock, reached } = aNetwork([], 1_000);
  const caller = new AbortController();
  const asking = get("https://ssp.example/a", caller.signal);

  await clock.sleep(10);
  caller.abort("enough");

  await expect(asking).rejects.toBe("enough");
  expect(reached).toEqual([]);
});

it("adds a route's headers to the answers from there, by names in lower case", async () => {
  const busy = { status: 503, body: "busy", contentType: "text/plain" };
  const { get } = aNetwork([
    { url: "https://ssp.example/", headers: { X_VERSION: "3", "Data-Version": "7" } },
    { url: "https://ssp.example/busy", fault: busy, headers: { "Retry-After": "5" } },
    { url: "https://ssp.example/gone", fault: "unreachable", headers: { "Retry-After": "5" } },
  ]);

  const answers = [
    await get("https://ssp.example/"),
    await get("https://ssp.example/busy"),
    await get("https://ssp.example/gone"),
  ];

  expect(answers).toEqual([
    { ...answered, headers: { x_version: "3", "data-version": "7" } },
    {
      kind: "response",
      status: 503,
      body: "busy",
      headers: { "content-type": "text/plain", "retry-after": "5" },
    },
    expect.objectContaining({ kind: "failure", reason: "unreachable" }),
  ]);
});

it("fails at once without a connection, and asks nobody", async () => {
  const { get, clock, reached } = aNetwork([], 500, { offline: true });

  expect(await get("https://ssp.example/")).toEqual({
    kind: "failure",
    reason: "unreachable",
    detail: "https://ssp.example/ is unreachable: there is no connection",
  });
  expect([clock.elapsedMs(), reached]).toEqual([0, []]);
});

it("can be offline for some addresses, or for all others", async () => {
  const one = aNetwork([{ url: "https://ssp.example/", offline: true }]);
  const other = aNetwork([{ url: "https://ssp.example/", offline: false }], 20, { offline: true });
  const kinds = async ({ get }: typeof one) => {
    const answers = [await get("https://ssp.example/a"), await get("https://dsp.example/a")];
    return answers.map(({ kind }) => kind);
  };

  expect(await kinds(one)).toEqual(["failure", "response"]);
  expect(await kinds(other)).toEqual(["response", "failure"]);
});

/** How long each of so many requests to an address takes. */
async function timesOf({ get, clock }: ReturnType<typeof aNetwork>, url: string, requests: number) {
  const times: number[] = [];
  for (let request = 0; request < requests; request += 1) {
    const startedAtMs = clock.elapsedMs();
    await get(url);
    times.push(clock.elapsedMs() - startedAtMs);
  }
  return times;
}

it("takes up to its jitter longer, evenly", async () => {
  const times = await timesOf(aNetwork([], 100, { jitterMs: 50 }), "https://a.example/", 400);

  const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
  expect([Math.min(...times), Math.max(...times)]).toEqual([100, 150]);
  expect(Math.abs(mean - 125)).toBeLessThan(3); // four standard errors
});

it("loses as many requests as its rate says, each of them after ten seconds", async () => {
  const network = aNetwork([], 20, { lossRate: 0.2 });

  const times = await timesOf(network, "https://a.example/", 1_000);

  expect([...new Set(times)].toSorted((a, b) => a - b)).toEqual([20, 10_000]);
  expect(network.reached).toHaveLength(times.filter((each) => each === 20).length);
  expect(Math.abs(network.reached.length - 800)).toBeLessThan(52); // four standard errors
});

it("says that a request was lost", async () => {
  const { get } = aNetwork([], 20, { lossRate: 1 });

  expect(await get("https://a.example/")).toMatchObject({
    reason: "unreachable",
    detail: "https://a.example/ is unreachable: the request was lost; given up after 10000 ms",
  });
});

it("gives nobody other luck for what else is asked, or for another route", async () => {
  const shaky = { jitterMs: 400, lossRate: 0.3 };
  const alone = await timesOf(aNetwork([], 20, shaky), "https://a.example/", 20);
  const routed = aNetwork([{ url: "https://b.example/", lossRate: 0 }], 20, shaky);
  await timesOf(routed, "https://b.example/", 7);

  expect(await timesOf(routed, "https://a.example/", 20)).toEqual(alone);
  expect(new Set(alone).size).toBeGreaterThan(5);
});

it("changes what it is told to from then on, and keeps the rest", async () => {
  const route = { url: "https://ssp.example/", latencyMs: 300 };
  const network = aNetwork([route, { url: "https://dsp.example/", fault: "unreachable" }]);
  const { get, clock, setNetwork } = network;
  const asked = async (url: string) => {
    const startedAtMs = clock.elapsedMs();
    const { kind } = await get(url);
    return `${kind} ${clock.elapsedMs() - startedAtMs}`;
  };
  const urls = ["https://a.example/", "https://ssp.example/", "https://dsp.example/"];
  const all = async () => [
    await asked(urls[0] ?? ""),
    await asked(urls[1] ?? ""),
    await asked(urls[2] ?? ""),
  ];

  const before = await all();
  setNetwork({ latencyMs: 50, routes: [{ url: "https://dsp.example/" }] });
  const after = await all();
  setNetwork({ conditions: "offline" });
  const offline = await all();
  setNetwork({ conditions: "wifi", jitterMs: 0 });
  const back = await all();

  expect(before).toEqual(["response 20", "response 300", "failure 20"]);
  expect(after).toEqual(["response 50", "response 300", "response 50"]);
  expect(offline).toEqual(["failure 0", "failure 0", "failure 0"]);
  expect(back).toEqual(["response 20", "response 300", "response 20"]);
});

it.each(Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[])(
  "knows what %s is like, unless single figures say otherwise",
  (conditions) => {
    const kind = changeNetwork({ ...USUAL_NETWORK, lossRate: 1, jitterMs: 7 }, { conditions });
    const mixed = changeNetwork(USUAL_NETWORK, { conditions, latencyMs: 5, offline: undefined });

    expect(kind).toEqual({ ...CONDITIONS[conditions], routes: [] });
    expect(mixed).toEqual({ ...CONDITIONS[conditions], latencyMs: 5, routes: [] });
  },
);

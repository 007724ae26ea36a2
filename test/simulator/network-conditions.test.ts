import { expect, it } from "vitest";
import type { HttpClient, HttpRequest } from "../../sdk/index.ts";
import { createVirtualClock } from "../../simulator/index.ts";
import { withNetworkConditions, type NetworkRoute } from "../../simulator/network-conditions.ts";

const answered = { kind: "response", status: 200, headers: {}, body: "there" } as const;

/** An internet that answers everything at once, behind the given conditions. */
function aNetwork(routes: readonly NetworkRoute[], latencyMs = 20) {
  const clock = createVirtualClock(0);
  const reached: string[] = [];
  const internet: HttpClient = {
    async send({ url }) {
      reached.push(url);
      return answered;
    },
  };
  const http = withNetworkConditions(internet, clock, { latencyMs, routes });
  const get = (url: string, signal?: AbortSignal) =>
    http.send({ method: "GET", url, purpose: "adapter" } satisfies HttpRequest, signal);
  return { get, clock, reached };
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

import { expect, it } from "vitest";
import { createAdapterWorld, type AdapterWorldOptions } from "fledgling/testing";
import { errorOf } from "../../support/error-of.ts";

const request = { method: "GET", url: "https://a.example/ad", purpose: "adapter" } as const;

/** What the internet of a world answers, and how long that takes. */
async function ask(options: AdapterWorldOptions, signal?: AbortSignal) {
  const { environment, clock } = createAdapterWorld(options);
  const answer = await environment.http.send(request, signal);
  return { answer, elapsedMs: clock.elapsedMs() };
}

it("has no server unless it is given one", async () => {
  expect(await ask({})).toEqual({
    answer: {
      kind: "failure",
      reason: "unreachable",
      detail: "nothing answers at https://a.example/ad: this world has no server",
    },
    elapsedMs: 20,
  });
});

it.each([
  [{}, { status: 200, headers: {}, body: "" }],
  [{ status: 204 }, { status: 204, headers: {}, body: "" }],
  [{ body: { cpmUsd: 2 } }, { status: 200, headers: {}, body: '{"cpmUsd":2}' }],
  [
    { body: "no JSON", headers: { "x-a": "b" } },
    { status: 200, headers: { "x-a": "b" }, body: "no JSON" },
  ],
])("serves %j after a round trip", async (served, response) => {
  const { answer, elapsedMs } = await ask({ serve: () => served });

  expect(answer).toEqual({ kind: "response", ...response });
  expect(elapsedMs).toBe(20);
});

it("takes a whole result as it is", async () => {
  const answer = { kind: "failure", reason: "too-large", detail: "a megabyte" } as const;

  expect(await ask({ serve: () => answer })).toEqual({ answer, elapsedMs: 0 });
});

it("stops asking when the signal aborts", async () => {
  const reason = new Error("enough");

  await expect(ask({}, AbortSignal.abort(reason))).rejects.toBe(reason);
});

it("has the luck of its seed", () => {
  const [one, same, other] = [1, 1, 2].map((seed) =>
    createAdapterWorld({ seed }).environment.random.next(),
  );

  expect(same).toBe(one);
  expect(other).not.toBe(one);
});

it("keeps what the adapter logs", () => {
  const { environment, log } = createAdapterWorld();

  environment.log("asked twice");

  expect(log).toEqual(["asked twice"]);
});

it("connects what an adapter wraps, out of those that ship unless told otherwise", async () => {
  const { environment } = createAdapterWorld();
  const network = environment.connect("fixed-price", { cpmUsd: 2 });
  const { environment: bare } = createAdapterWorld({ adapters: [] });

  const error = await errorOf(() => bare.connect("fixed-price", { cpmUsd: 2 }));

  expect(network.load).toBeTypeOf("function");
  expect([error.code, error.message]).toEqual([
    "ERR_CONFIG_INVALID",
    'No adapter "fixed-price" is registered.',
  ]);
});

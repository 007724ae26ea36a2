import { expect, it } from "vitest";
import { httpBidder } from "../../network-adapters/http-bidder/index.ts";
import type {
  LoadRequest,
  LoadResult,
  Network,
  NetworkAdapter,
  NetworkBid,
  NetworkFill,
} from "../../sdk/adapter-kit.ts";
import { createFetchHttpClient, type HttpClient, type HttpRequest } from "../../sdk/index.ts";
import { describeNetworkAdapterContract } from "../contract/network-adapter.contract.ts";
import { aBidRequest, aLoadRequest, aNetworkWorld } from "../support/a-network-environment.ts";
import { aWaterfall, runInline } from "../support/a-waterfall.ts";
import { errorOf } from "../support/error-of.ts";
import { startLoopbackServer } from "../sdk/live/loopback-server.ts";

const url = "https://bidder.example/openrtb2";
const bid = { id: "bid-1", impid: "1", price: 2.5, adm: "<b>ad</b>" };
const renderUri = "data:text/html;charset=utf-8,%3Cb%3Ead%3C%2Fb%3E";

/** The adapter on an internet where somebody bids. */
const withBidder: NetworkAdapter = {
  ...httpBidder,
  connect: (options, environment) => {
    const send: HttpClient["send"] = async ({ body = "" }, given) => {
      await environment.clock.sleep(20, given);
      return { kind: "response", status: 200, headers: {}, body: answerTo(body) };
    };
    return httpBidder.connect(options, { ...environment, http: { send } });
  },
};

function answerTo(request: string): string {
  const { id } = JSON.parse(request) as { readonly id: string };
  return JSON.stringify({ id, seatbid: [{ bid: [bid] }] });
}

describeNetworkAdapterContract(withBidder, { url });

const { signal } = new AbortController();

/** Stands in a body for a list that nests deeper than a stack is high. */
const deep = "DEEP";
const deepText = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

interface Asked {
  readonly answer: LoadResult;
  readonly requests: readonly HttpRequest[];
  readonly logged: readonly string[];
}

/** One question to a bidder that answers with this body or these changes to an answer. */
async function ask(
  body: unknown,
  {
    status = 200,
    headers = {},
    request = {},
    options = {},
  }: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly request?: Partial<LoadRequest>;
    readonly options?: object;
  } = {},
): Promise<Asked> {
  const requests: HttpRequest[] = [];
  const logged: string[] = [];
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const { environment } = aNetworkWorld({
    send: async (sent) => {
      requests.push(sent);
      return { kind: "response", status, headers, body: text.replaceAll(`"${deep}"`, deepText) };
    },
  });
  const world = { ...environment, log: (line: string) => logged.push(line) };
  const network = httpBidder.connect({ url, ...options }, world);
  return { answer: await network.load(aLoadRequest(request), signal), requests, logged };
}

/** An answer with these bids of one seat. */
function offering(...bids: readonly unknown[]) {
  return { id: "request-1-node-1", bidid: "answer-9", seatbid: [{ seat: "acme", bid: bids }] };
}

function failure(why: string): LoadResult {
  return { kind: "error", error: { code: "ERR_ADAPTER_FAILED", message: `${url} ${why}` } };
}

it("asks in OpenRTB 2.6 for one impression", async () => {
  const { requests } = await ask(offering(bid), {
    request: { floorCpmUsd: 1.5, timeoutMs: 800 },
    options: { appBundle: "com.example.game" },
  });

  expect(requests).toEqual([
    {
      method: "POST",
      url,
      purpose: "adapter",
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "x-openrtb-version": "2.6",
      },
      body: expect.any(String),
    },
  ]);
  expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
    id: "request-1-node-1",
    imp: [
      {
        id: "1",
        banner: { format: [{ w: 320, h: 50 }] },
        instl: 0,
        rwdd: 0,
        tagid: "level-end",
        bidfloor: 1.5,
        bidfloorcur: "USD",
        secure: 1,
      },
    ],
    app: { bundle: "com.example.game" },
    test: 1,
    at: 1,
    tmax: 800,
    cur: ["USD"],
  });
});

it("leaves out what it does not know, and asks in earnest when told to", async () => {
  const { requests } = await ask(offering(bid), { options: { isTest: false } });

  const asked = JSON.parse(requests[0]?.body ?? "") as { readonly imp: readonly object[] };
  expect(Object.keys(asked)).toEqual(["id", "imp", "test", "at", "tmax", "cur"]);
  expect(Object.keys(asked.imp[0] ?? {})).not.toContain("bidfloor");
  expect(asked).toMatchObject({ test: 0 });
});

it("sends along what a bidder wants beyond the standard", async () => {
  const ext = { bidder_responses: [{ bidder: "alpha", bids: [] }], config: null };

  const { requests } = await ask(offering(bid), { options: { ext } });

  expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({ ext });
});

it.each([
  ["banner", { instl: 0, rwdd: 0, banner: { format: [{ w: 320, h: 50 }] } }],
  ["interstitial", { instl: 1, rwdd: 0, banner: { format: [{ w: 320, h: 480 }] } }],
  ["rewarded", { instl: 1, rwdd: 1, banner: { format: [{ w: 320, h: 480 }] } }],
  ["app-open", { instl: 1, rwdd: 0, banner: { format: [{ w: 320, h: 480 }] } }],
] as const)("says what a slot of format %s is", async (format, expected) => {
  const { requests } = await ask(offering(bid), {
    request: { slot: { slotId: "level-end", format } },
  });

  expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({ imp: [expected] });
});

it("offers the sizes that the slot names", async () => {
  const slot = {
    slotId: "s",
    format: "banner",
    sizes: [
      [300, 250],
      [320, 100],
    ],
  } as const;

  const { requests } = await ask(offering(bid), {
    request: { slot: { ...slot, sizes: slot.sizes.map(([w, h]) => [w, h]) } },
  });

  const format = [
    { w: 300, h: 250 },
    { w: 320, h: 100 },
  ];
  expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({ imp: [{ banner: { format } }] });
});

it("does not serve native slots: they need assets, which a slot does not describe", () => {
  expect(httpBidder.formats).toEqual(["banner", "interstitial", "rewarded", "app-open"]);
});

it("fills with the highest of all bids, and of equal ones with the first", async () => {
  const { answer } = await ask({
    id: "request-1-node-1",
    seatbid: [
      { bid: [{ ...bid, price: 2 }, bid] },
      { bid: [{ ...bid, id: "bid-3", adm: "<i>same</i>" }] },
    ],
  });

  expect(answer).toEqual({ kind: "fill", renderUri, cpmUsd: 2.5 });
});

it("leaves a bid below the floor to the walk, which says so", async () => {
  const { answer } = await ask(offering(bid), { request: { floorCpmUsd: 9 } });

  expect(answer).toEqual({ kind: "fill", renderUri, cpmUsd: 2.5 });
});

it.each([
  ["status 204", "", { status: 204 }, "made no bid (status 204)"],
  ["an empty object", {}, {}, "made no bid, and did not say why"],
  ["no seat", { id: "request-1-node-1", seatbid: [] }, {}, "made no bid, and did not say why"],
  ["a seat without bids", offering(), {}, "made no bid, and did not say why"],
  ["a reason", { id: "x", nbr: 8 }, {}, "made no bid: unmatched user (nbr 8)"],
  ["a reason of its own", { nbr: 512 }, {}, "made no bid: for a reason of its own (nbr 512)"],
])("takes %s for no bid (OpenRTB 2.6, 7.1)", async (_name, body, given, reason) => {
  const { answer } = await ask(body, given);

  expect(answer).toEqual({ kind: "no-fill", reason });
});

it.each([
  ["", "its answer is not JSON: Unexpected end of JSON input"],
  ["[]", "its answer is not a BidResponse (Invalid input: expected object, received array)"],
  [
    { id: "request-1-node-1", seatbid: { bid: [bid] } },
    "its answer is not a BidResponse (seatbid: Invalid input: expected array, received object)",
  ],
  [
    { ...offering(bid), id: "request-7-node-1" },
    'its answer is for request "request-7-node-1", not for "request-1-node-1"',
  ],
  [{ ...offering(bid), cur: "EUR" }, "it bids in EUR; the request asks for USD"],
])("cannot understand %j", async (body, why) => {
  const { answer } = await ask(body);

  expect(answer).toEqual(failure(`cannot be understood: ${why}`));
});

const notPositive = "Too small: expected number to be >0";

it.each([
  ["for another impression", { impid: "2" }, 'impid: Invalid input: expected "1", got "2"'],
  ["at a negative price", { price: -1 }, `price: ${notPositive}, got -1`],
  ["at no price", { price: 0 }, `price: ${notPositive}, got 0`],
  [
    "at a price in words",
    { price: "2.5" },
    'price: Invalid input: expected number, received string, got "2.5"',
  ],
  [
    "at a price that is null, as NaN is in JSON",
    { price: null },
    "price: Invalid input: expected number, received null, got null",
  ],
  [
    "whose price is a list that nests deeper than a stack is high",
    { price: deep },
    "price: Invalid input: expected number, received array",
  ],
  ["without an id", { id: "" }, expect.stringContaining("id: ")],
  ["without an ad", { adm: " " }, "expected markup in adm, or its address in nurl"],
  [
    "whose ad is not on https",
    { nurl: "http://a.example" },
    'nurl: expected an https address, got "http://a.example"',
  ],
  [
    "whose notices go to a very long address that is none",
    { lurl: "x".repeat(5_000) },
    `lurl: expected an https address, got "${"x".repeat(40)}…"`,
  ],
])("refuses a bid %s, and takes the next best", async (_name, change, why) => {
  const worse = { ...bid, price: 1 };
  const bad = { ...bid, price: 5, ...change };

  const { answer, logged } = await ask(offering(bad, worse));
  const alone = await ask(offering(bad));

  expect(answer).toEqual({ kind: "fill", renderUri, cpmUsd: 1 });
  expect(logged).toEqual([expect.stringMatching(/^refused bid 1: /)]);
  expect(logged.map((line) => line.replace("refused bid 1: ", ""))).toEqual([why]);
  expect(alone.answer).toMatchObject({
    kind: "error",
    error: { message: expect.stringContaining("it made no bid that can be taken (bid 1: ") },
  });
});

it.each(["NaN", "Infinity"])("refuses a price of %s: that is not JSON", async (price) => {
  const text = JSON.stringify(offering(bid)).replace("2.5", price);

  const { answer } = await ask(text);

  expect(answer).toMatchObject({
    kind: "error",
    error: { message: expect.stringContaining("is not JSON") },
  });
});

it("refuses a price of 1e400, which is more than any number", async () => {
  const text = JSON.stringify(offering(bid)).replace("2.5", "1e400");

  const { answer } = await ask(text);

  expect(answer).toMatchObject({
    kind: "error",
    error: {
      message: `${url} cannot be understood: it made no bid that can be taken (bid 1: price: Invalid input: expected number, received Infinity, got Infinity)`,
    },
  });
});

it("refuses one flaw or many in one breath: a flood of bids is no flood of lines", async () => {
  const flood = Array.from({ length: 9_000 }, () => ({ ...bid, impid: "7" }));

  const { answer, logged } = await ask(offering(...flood, bid));

  expect(answer).toMatchObject({ kind: "fill", cpmUsd: 2.5 });
  expect(logged).toHaveLength(6);
  expect(logged.at(-1)).toBe("refused 8995 bids more");
});

it("takes bids of one seat that stands there twice, and of seats without a name", async () => {
  const seats = [
    { seat: "acme", bid: [{ ...bid, price: 1 }] },
    { seat: "acme", bid: [{ ...bid, price: 3 }] },
    { bid: [{ ...bid, price: 2 }] },
  ];

  const { answer } = await ask({ id: "request-1-node-1", seatbid: seats });

  expect(answer).toEqual({ kind: "fill", renderUri, cpmUsd: 3 });
});

it("takes an answer for what it holds, not for what its type says, however deep it nests", async () => {
  const body = { ...offering({ ...bid, ext: deep }), ext: deep };

  const { answer } = await ask(body, { headers: { "content-type": "text/html" } });

  expect(answer).toEqual({ kind: "fill", renderUri, cpmUsd: 2.5 });
});

it("renders from the address that serves the markup when the bid has none", async () => {
  const nurl = "https://a.example/win?p=${AUCTION_PRICE}&i=${AUCTION_IMP_ID}";

  const { answer } = await ask(offering({ ...bid, adm: undefined, nurl }));

  expect(answer).toMatchObject({ renderUri: "https://a.example/win?p=2.5&i=1" });
});

it("puts markup before the address that would serve it", async () => {
  const { answer } = await ask(offering({ ...bid, nurl: "https://a.example/win" }));

  expect(answer).toMatchObject({ renderUri });
});

it("fills in the auction's macros, and empties those that nobody specified", async () => {
  const adm =
    "${AUCTION_ID} ${AUCTION_BID_ID} ${AUCTION_IMP_ID} ${AUCTION_SEAT_ID} ${AUCTION_AD_ID} " +
    "${AUCTION_PRICE} ${AUCTION_CURRENCY}[${AUCTION_LOSS}${AUCTION_constructor}]${OTHER}";

  const { answer } = await ask(offering({ ...bid, adid: "a b", adm }));

  const markup = "request-1-node-1 answer-9 1 acme a%20b 2.5 USD[]${OTHER}";
  expect(answer).toMatchObject({
    renderUri: `data:text/html;charset=utf-8,${encodeURIComponent(markup)}`,
  });
});

it("renders markup with half a character in it", async () => {
  const { answer } = await ask(offering({ ...bid, adm: "\uD800" }));

  expect(answer).toMatchObject({ renderUri: "data:text/html;charset=utf-8,%EF%BF%BD" });
});

it("fails when the bidder does, with its address and status", async () => {
  const { answer } = await ask("oops", { status: 503 });

  expect(answer).toEqual(failure("answered with status 503"));
});

it.each(["unreachable", "too-large", "not-allowed"] as const)(
  "fails when the exchange is %s, in the words of whoever made it",
  async (reason) => {
    const detail = `POST ${url} failed: so it was`;
    const send: HttpClient["send"] = async () => ({ kind: "failure", reason, detail });
    const network = httpBidder.connect({ url }, aNetworkWorld({ send }).environment);

    const answer = await network.load(aLoadRequest(), signal);

    const error = { code: "ERR_ADAPTER_FAILED", message: detail };
    expect(answer).toEqual({ kind: "error", error });
  },
);

it("reaches a real endpoint, in the place of the host it asks", async () => {
  const server = await startLoopbackServer((_request, response) => {
    response.end(JSON.stringify(offering(bid)));
  });
  const http = createFetchHttpClient({ hosts: { "bidder.example": server.origin } });
  const network = httpBidder.connect({ url }, { ...aNetworkWorld().environment, http });

  const answer = await network.load(aLoadRequest(), signal);

  expect(answer).toEqual({ kind: "fill", renderUri, cpmUsd: 2.5 });
  expect(server.received).toEqual([expect.stringMatching(/^POST \/openrtb2 \{"id":"request-1-/)]);
});

it("is a node of a scenario whose network answers in the bidder's place", async () => {
  const answer = {
    id: "request-1-eta",
    seatbid: [{ bid: [{ ...bid, adm: undefined, nurl: url }] }],
  };
  const { requests } = await runInline(
    aWaterfall({
      firstParty: null,
      networks: { eta: { adapter: "http-bidder", options: { url } } },
      nodes: [{ networkId: "eta", ecpmUsd: 2, floorCpmUsd: 2.5 }],
      scenario: {
        network: {
          routes: [{ url, latencyMs: 90, fault: { status: 200, body: JSON.stringify(answer) } }],
        },
        steps: [{ request: "level-end" }],
      },
    }),
  );

  expect(requests.map(({ result }) => result)).toMatchObject([
    { kind: "filled", ad: { networkId: "eta", renderUri: url, cpmUsd: 2.5 } },
  ]);
});

it("refuses an answer that is too large to be one", async () => {
  const server = await startLoopbackServer((_request, response) => {
    response.end(JSON.stringify(offering({ ...bid, adm: "x".repeat(2 ** 21) })));
  });
  const http = createFetchHttpClient({ hosts: { "bidder.example": server.origin } });
  const network = httpBidder.connect({ url }, { ...aNetworkWorld().environment, http });

  const answer = await network.load(aLoadRequest(), signal);

  const message = `POST ${url} failed: the answer is over 1048576 bytes`;
  expect(answer).toEqual({ kind: "error", error: { code: "ERR_ADAPTER_FAILED", message } });
});

it.each([
  [{}, "url"],
  [{ url: "http://bidder.example/" }, "url"],
  [{ url: "bidder.example" }, "url"],
  [{ url, appBundle: 7 }, "appBundle"],
  [{ url, isTest: "yes" }, "isTest"],
  [{ url, ext: [] }, "ext"],
])("refuses %o because of %s", async (options, key) => {
  const error = await errorOf(() => httpBidder.connect(options, aNetworkWorld().environment));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
  expect(error.message).toContain(`at ${key}`);
});

const notices = {
  nurl: "https://a.example/win?p=${AUCTION_PRICE}&id=${AUCTION_ID}",
  lurl: "https://a.example/loss?p=${AUCTION_PRICE}&why=${AUCTION_LOSS}&seat=${AUCTION_SEAT_ID}",
  burl: "https://a.example/bill?p=${AUCTION_PRICE}&bid=${AUCTION_BID_ID}",
};

/** A bidder connected for good: what it answers to its one request for bids, and to every notice. */
function aBidder(offered: object = offering({ ...bid, ...notices }), noticeStatus = 204) {
  const sent: string[] = [];
  const { environment } = aNetworkWorld({
    send: async ({ method, url: to }) => {
      sent.push(`${method} ${to}`);
      const answer = { kind: "response", headers: {}, body: JSON.stringify(offered) } as const;
      return { ...answer, status: method === "POST" ? 200 : noticeStatus };
    },
  });
  return { network: httpBidder.connect({ url }, environment), sent };
}

const turn = { requestId: "request-1", nodeId: "node-1" };

async function bidOf(network: Network): Promise<NetworkBid> {
  const answer = await network.requestBid?.(aBidRequest(), signal);
  if (answer?.kind !== "bid") throw new Error("expected a bid");
  return answer;
}

it("bids what the bidder bids, and loads its ad without asking again", async () => {
  const { network, sent } = aBidder();

  const made = await bidOf(network);
  const answer = await network.load(aLoadRequest({ bid: made }), signal);

  expect(made).toEqual({ kind: "bid", cpmUsd: 2.5, renderUri, markup: expect.any(String) });
  expect(answer).toEqual({ kind: "fill", renderUri, cpmUsd: 2.5 });
  expect(sent).toEqual([`POST ${url}`]);
});

it("does not bid where the bidder does not", async () => {
  const { network } = aBidder({ nbr: 8 });

  const answer = await network.requestBid?.(aBidRequest(), signal);

  expect(answer).toEqual({ kind: "no-bid", reason: "made no bid: unmatched user (nbr 8)" });
});

it("asks the bidder when it is handed a bid that is not its own", async () => {
  const { network, sent } = aBidder();

  for (const markup of [undefined, "<b>ad</b>", "{}"]) {
    const stranger = { kind: "bid", cpmUsd: 1, markup } as const;
    expect(await network.load(aLoadRequest({ bid: stranger }), signal)).toMatchObject({
      kind: "fill",
      cpmUsd: 2.5,
    });
  }
  expect(sent).toHaveLength(3);
});

it("tells the bidder of its win with what it pays, and bills when the ad is seen (OpenRTB 2.6, 4.2.3)", async () => {
  const { network, sent } = aBidder();
  const made = await bidOf(network);

  const won = { ...turn, bid: made, cpmUsd: 2.5 };
  await network.onBidWon?.(won);
  const fill = await network.load(aLoadRequest({ bid: made }), signal);
  await network.reportImpression?.(fill as NetworkFill, turn);

  expect(sent.slice(1)).toEqual([
    "GET https://a.example/win?p=2.5&id=request-1-node-1",
    "GET https://a.example/bill?p=2.5&bid=answer-9",
  ]);
});

it.each([
  [3.1, "3.1"],
  [undefined, ""],
])("tells the bidder why it lost, and to what price of %o", async (winnerCpmUsd, price) => {
  const { network, sent } = aBidder();
  const bidden = await bidOf(network);

  await network.onBidLost?.({ ...turn, bid: bidden, lossReason: 102, winnerCpmUsd });

  expect(sent.slice(1)).toEqual([`GET https://a.example/loss?p=${price}&why=102&seat=acme`]);
});

it("does not send a notice from whose address the ad renders, nor any that it has no address for", async () => {
  const { nurl } = notices;
  const { network, sent } = aBidder(offering({ ...bid, adm: "", nurl }));
  const made = await bidOf(network);

  await network.onBidWon?.({ ...turn, bid: made, cpmUsd: 2.5 });
  await network.onBidLost?.({ ...turn, bid: made, lossReason: 102, winnerCpmUsd: 3 });
  const fill = await network.load(aLoadRequest({ bid: made }), signal);
  await network.reportImpression?.(fill as NetworkFill, turn);

  expect(sent).toEqual([`POST ${url}`]);
});

it("says when a notice was not taken", async () => {
  const { network } = aBidder(undefined, 500);
  const made = await bidOf(network);

  const error = await errorOf(async () => network.onBidWon?.({ ...turn, bid: made, cpmUsd: 2.5 }));

  expect([error.code, error.message]).toEqual([
    "ERR_ADAPTER_FAILED",
    "The bidder was not told: https://a.example/win?p=2.5&id=request-1-node-1 answered 500",
  ]);
});

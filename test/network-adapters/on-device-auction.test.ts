import { expect, it } from "vitest";
import { onDeviceAuction } from "../../network-adapters/on-device-auction/index.ts";
import type { HttpClient, MediationEvent } from "../../sdk/index.ts";
import { describeNetworkAdapterContract } from "../contract/network-adapter.contract.ts";
import { aBidRequest, aLoadRequest, aNetworkWorld } from "../support/a-network-environment.ts";
import { buyerScript, sellerScript } from "../support/a-waterfall.ts";
import { errorOf } from "../support/error-of.ts";

const options = { seller: "alpha.example", customAudienceBuyers: ["shoes.example"] };

const audience = {
  buyer: "shoes.example",
  name: "runners",
  biddingLogicUri: "https://shoes.example/bidding-logic.js",
  dailyUpdateUri: "https://shoes.example/daily-update",
  userBiddingSignals: {},
  trustedBiddingData: { trustedBiddingUri: "https://shoes.example/trusted-signals" },
  ads: [{ renderUri: "https://shoes.example/ad", metadata: { cpm: 3 } }],
};

const { signal } = new AbortController();

const pages: Readonly<Record<string, string>> = {
  "https://alpha.example/decision-logic.js": sellerScript,
  "https://alpha.example/elsewhere.js": sellerScript,
  "https://shoes.example/bidding-logic.js": buyerScript,
  "https://shoes.example/trusted-signals?keys=": "{}",
};

const serve: HttpClient["send"] = async ({ url }) => ({
  kind: "response",
  status: pages[url] === undefined ? 404 : 200,
  headers: {},
  body: pages[url] ?? "",
});

describeNetworkAdapterContract(onDeviceAuction, options, {
  serve,
  prepare: ({ adServices }) => adServices.joinCustomAudience(audience),
});

/** A network on a device whose only audience bids 3, and what the device tells. */
async function aNetwork(
  config: object = options,
  { profile, send = serve }: { profile?: "proposal"; send?: HttpClient["send"] } = {},
) {
  const { environment, adServices } = aNetworkWorld({ send, ...(profile && { profile }) });
  const events: MediationEvent[] = [];
  adServices.subscribe((event) => events.push(event));
  await adServices.joinCustomAudience(audience);
  return { network: onDeviceAuction.connect(config, environment), adServices, events };
}

it("fills with the winner of its own auction, whose price the device does not tell", async () => {
  const { network, events } = await aNetwork();

  const answer = await network.load(aLoadRequest(), signal);

  const stored = events.find((event) => event.type === "ad-selection.finished");
  expect(answer).toEqual({
    kind: "fill",
    renderUri: "https://shoes.example/ad",
    adSelectionId: stored?.adSelectionId,
  });
  expect(stored).toMatchObject({ requestId: "request-1", nodeId: "node-1" });
});

it("bids with the outcome of its auction, and loads it without another auction", async () => {
  const { network, events } = await aNetwork();

  const bid = await network.requestBid?.(aBidRequest(), signal);
  if (bid?.kind !== "bid") throw new Error("expected a bid");
  const answer = await network.load(aLoadRequest({ bid }), signal);

  const [stored, ...others] = events.filter((event) => event.type === "ad-selection.finished");
  const renderUri = "https://shoes.example/ad";
  const adSelectionId = stored?.adSelectionId;
  expect(bid).toEqual({ kind: "bid", adSelectionId, renderUri });
  expect(answer).toEqual({ kind: "fill", adSelectionId, renderUri });
  expect(others).toEqual([]);
});

it("does not bid when its auction has no winner, nor when the device refuses it", async () => {
  const { network } = await aNetwork({ ...options, customAudienceBuyers: ["toys.example"] });
  const { network: refused } = await aNetwork({ ...options, seller: "" });

  const none = await network.requestBid?.(aBidRequest(), signal);
  const failed = await refused.requestBid?.(aBidRequest(), signal);

  expect([none?.kind, failed?.kind]).toEqual(["no-bid", "error"]);
});

it("fetches the seller's script where its options say", async () => {
  const decisionLogicUri = "https://alpha.example/elsewhere.js";
  const { network, events } = await aNetwork({ ...options, decisionLogicUri });

  await network.load(aLoadRequest(), signal);

  const scripts = events.flatMap((event) => (event.type === "logic.finished" ? event.script : []));
  expect(scripts).toContain(decisionLogicUri);
});

it.each([
  ["android-all-on", undefined, "selectAds threw IllegalStateException without a message."],
  ["proposal", "proposal" as const, "its ad selection had no winner"],
])("has no fill when nobody wins, in the words of profile %s", async (_name, profile, reason) => {
  const config = { ...options, customAudienceBuyers: ["toys.example"] };
  const { network } = await aNetwork(config, profile && { profile });

  expect(await network.load(aLoadRequest(), signal)).toEqual({ kind: "no-fill", reason });
});

it("takes a broken script for no fill: an app cannot tell the two apart", async () => {
  const { network, events } = await aNetwork(options, {
    send: async (request, given) =>
      request.url.includes("decision-logic")
        ? { kind: "response", status: 200, headers: {}, body: "function scoreAd() {" }
        : serve(request, given),
  });

  const answer = await network.load(aLoadRequest(), signal);

  expect(answer).toMatchObject({ kind: "no-fill" });
  expect(events.at(-1)).toMatchObject({ type: "device-call.failed", rule: "scoring-failed" });
});

it("says that it is misconfigured when the device refuses its arguments", async () => {
  const { network } = await aNetwork({ ...options, seller: "not a domain" });

  expect(await network.load(aLoadRequest(), signal)).toEqual({
    kind: "error",
    error: {
      code: "ERR_DEVICE_ILLEGAL_ARGUMENT",
      message: "selectAds threw IllegalArgumentException without a message.",
    },
  });
});

it("says that its auction ran out of the device's time", async () => {
  const { network } = await aNetwork(options, {
    send: (request, given) =>
      request.url.includes("decision-logic") ? new Promise(() => undefined) : serve(request, given),
  });

  expect(await network.load(aLoadRequest(), signal)).toMatchObject({
    kind: "error",
    error: { code: "ERR_DEVICE_TIMEOUT" },
  });
});

it("reports an impression and a click with its own config, and hears from its own seller", async () => {
  const { network, adServices, events } = await aNetwork();
  const answer = await network.load(aLoadRequest(), signal);
  if (answer.kind !== "fill") throw new Error("expected a fill");
  const origin = { requestId: "request-1", nodeId: "node-1" };

  await network.reportImpression?.(answer, origin);
  await network.reportEvent?.(answer, { key: "click", data: "{}" }, origin);
  await adServices.settled();

  const sent = events.flatMap((event) =>
    event.type === "report.sent" ? [`${event.destination} ${event.key} ${event.uri}`] : [],
  );
  expect(sent).toEqual([
    "seller impression https://alpha.example/report/win?bid=3",
    "buyer impression https://shoes.example/report/win?audience=runners",
    "seller click https://alpha.example/report/click",
  ]);
});

it("has nothing to report for a fill that no ad selection stands behind", async () => {
  const { network, events } = await aNetwork();
  const before = events.length;
  const fill = { kind: "fill", renderUri: "https://shoes.example/ad" } as const;

  await network.reportImpression?.(fill, {});
  await network.reportEvent?.(fill, { key: "click", data: "" }, {});

  expect(events.slice(before)).toEqual([]);
});

it("lets the device throw what the app should see when reporting fails", async () => {
  const { network } = await aNetwork();
  const forged = {
    kind: "fill",
    renderUri: "https://shoes.example/ad",
    adSelectionId: "-1",
  } as const;

  const error = await errorOf(() => network.reportImpression?.(forged, {}));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
});

it("is refused chained selections in its options: only the first party chains", async () => {
  const chained = { ...options, chainedAdSelections: [] };

  const error = await errorOf(() => aNetwork(chained));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
  expect(error.message).toContain("chainedAdSelections");
});

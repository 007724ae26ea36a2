import { expect, it, onTestFinished } from "vitest";
import {
  createScenarioServer,
  openSession,
  prepareScenario,
  type LoadedScenario,
} from "../../../simulator/index.ts";

const today = "2026-03-08T09:00:00Z";
const dayBefore = "2026-03-07T20:00:00Z";

const admobBid = {
  name: "admob-home",
  network: "AdMob",
  "line-item": { revenue_value: 3 },
  creative: { uid: "am-1", size: "320x50" },
};

/** AdMob is believed to pay 3.00, CoolAds 2.00; both always have an ad. */
function aSale(order: "bid" | "historical-ecpm", follows: boolean): Promise<LoadedScenario> {
  return prepareScenario({
    version: 1,
    app: { appId: "com.example.game" },
    slots: { home: { format: "banner", sizes: [[320, 50]] } },
    networks: {
      AdMob: { adapter: "fixed-price", options: { cpmUsd: 1, latencyMs: 0 } },
      CoolAds: { adapter: "fixed-price", options: { cpmUsd: 2, latencyMs: 0 } },
    },
    adServer: {
      slots: { home: { kind: "auction", order } },
      platform: {
        networks: [
          {
            name: "AdMob",
            creative_custom_request_partner_id: 2,
            is_data_integration_active: true,
            credentials: "of the test",
          },
          { name: "CoolAds" },
        ],
        bids: [
          { ...admobBid, auto_bid_adjustments_enabled: follows },
          {
            name: "coolads-home",
            network: "CoolAds",
            "line-item": { revenue_value: 2 },
            creative: { uid: "ca-1", size: "320x50" },
          },
        ],
      },
    },
  });
}

async function post(url: string, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** A thousand impressions were paid at 1.00 USD CPM. */
const paid = Array.from({ length: 1000 }, (_, index) => ({
  event_id: `event-${index}`,
  at: dayBefore,
  network_id: "AdMob",
  bid_id: "admob-home",
  slot_id: "home",
  kind: "revenue",
  cpm_usd: 1,
}));

it.each(["bid", "historical-ecpm"] as const)(
  "walks another chain once events say that a network pays less: order by %s, over real HTTP",
  async (order) => {
    const loaded = await aSale(order, order === "bid");
    const server = await createScenarioServer(loaded, { nowMs: () => Date.parse(today) });
    onTestFinished(() => server.close());
    const serverUrl = await server.listen({ host: "127.0.0.1", port: 0 });
    const session = await openSession(loaded, { mode: "live", serverUrl });
    onTestFinished(() => session.dispose());
    const chains: unknown[] = [];
    session.sdk.on("chain.fetched", ({ chainId, nodes }) =>
      chains.push([chainId, ...nodes.map(({ nodeId, ecpmUsd }) => `${nodeId} ${ecpmUsd}`)]),
    );

    const before = await session.sdk.requestAd({ slotId: "home" });
    await post(`${serverUrl}/events`, paid);
    await post(`${serverUrl}/auto-cpm/refresh`, {});
    const after = await session.sdk.requestAd({ slotId: "home" });
    const auction = await fetch(`${serverUrl}/auctions/auction-2`);

    expect(chains).toEqual([
      ["auction-1", "admob-home 3", "coolads-home 2"],
      ["auction-2", "coolads-home 2", "admob-home 1"],
    ]);
    expect([before, after]).toMatchObject([
      { kind: "filled", ad: { networkId: "AdMob" } },
      { kind: "filled", ad: { networkId: "CoolAds" } },
    ]);
    expect(await auction.json()).toMatchObject({ order, nodeIds: ["coolads-home", "admob-home"] });
  },
);

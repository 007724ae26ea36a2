import type { FastifyInstance } from "fastify";
import { expect, it } from "vitest";
import { createAdServer, type AdServerConfigInput } from "../../../ad-server/index.ts";
import { errorOf } from "../../support/error-of.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

async function post(app: FastifyInstance, url: string, payload: object): Promise<{ id: number }> {
  const answer = await app.inject({ method: "POST", url, payload });
  if (answer.statusCode >= 300) throw new Error(answer.body);
  return answer.json();
}

async function ask(app: FastifyInstance, slotId = "home") {
  const payload = { appId: "app.example", slotId, format: "banner", sizes: [[320, 50]] };
  const answer = await app.inject({ method: "POST", url: "/contextual", payload });
  const body: unknown = answer.body === "" ? undefined : answer.json();
  return { status: answer.statusCode, body, auctionId: answer.headers["x-fledgling-auction"] };
}

const aPlatform: NonNullable<AdServerConfigInput["platform"]> = {
  networks: [
    {
      name: "CoolAds",
      sdk: { adapter: "recorded", options: { outcomes: ["fill"], atEnd: "last" } },
    },
  ],
  bids: [
    {
      name: "coolads-home",
      network: "CoolAds",
      "line-item": { revenue_value: 2 },
      creative: { uid: "h-1", size: "320x50" },
      sdk: { options: { atEnd: "repeat" } },
    },
  ],
  line_items: [
    {
      name: "direct",
      type: "standard",
      revenue_value: 1.75,
      render_uri: "https://direct.example/",
    },
  ],
};

it("sells a slot in the order of the getting-started steps (seed: mediation)", async () => {
  const app = await createAdServer({});
  await post(app, "/slots", { slot_id: "home" });
  const network = await post(app, "/mediated-networks", {
    name: "CoolAds",
    creative_custom_request_partner_id: 26,
    sdk: { adapter: "recorded" },
  });
  await post(app, "/mediated-bids", {
    name: "coolads-home",
    mediated_network_id: network.id,
    "line-item": { revenue_value: 2 },
    creative: { uid: "h-1", size: "320x50" },
  });

  const before = await ask(app);
  await post(app, `/mediated-networks/${network.id}/activate`, {});
  const after = await ask(app);

  expect(before).toMatchObject({ status: 204, body: undefined, auctionId: "auction-1" });
  expect(after).toEqual({
    status: 200,
    body: {
      kind: "chain",
      chainId: "auction-2",
      nodes: [
        {
          nodeId: "coolads-home",
          networkId: "CoolAds",
          adapter: "recorded",
          ecpmUsd: 2,
          timeoutMs: 1000,
          options: {},
        },
      ],
    },
    auctionId: "auction-2",
  });
});

it("takes the same from its configuration, with each bid's options on top of its network's", async () => {
  const app = await createAdServer({ slots: { home: { kind: "auction" } }, platform: aPlatform });

  const { body } = await ask(app);

  expect(body).toMatchObject({
    nodes: [
      {
        nodeId: "coolads-home",
        adapter: "recorded",
        options: { outcomes: ["fill"], atEnd: "repeat" },
      },
    ],
  });
});

it("asks a network that has no sdk of its own as the network of its name is configured", async () => {
  const app = await createAdServer({
    slots: { home: { kind: "auction", house_network: "house" } },
    networks: {
      CoolAds: { adapter: "fixed-price", options: { cpmUsd: 1 } },
      house: {
        adapter: "fixed-price",
        options: { cpmUsd: "${AUCTION_PRICE}", renderUri: "${CREATIVE_URI}" },
      },
    },
    platform: { ...aPlatform, networks: [{ name: "CoolAds" }] },
  });

  const { body } = await ask(app);

  expect(body).toMatchObject({
    nodes: [
      { nodeId: "coolads-home", adapter: "fixed-price" },
      {
        nodeId: "direct",
        networkId: "house",
        ecpmUsd: 1.75,
        options: { cpmUsd: 1.75, renderUri: "https://direct.example/" },
      },
    ],
  });
});

it("answers later for how it decided, and no longer than for a thousand auctions", async () => {
  const app = await createAdServer({ slots: { home: { kind: "auction" } }, platform: aPlatform });
  await ask(app);
  const record = await app.inject({ url: "/auctions/auction-1" });
  for (let index = 0; index < 1000; index += 1) await ask(app);

  const forgotten = await app.inject({ url: "/auctions/auction-1" });
  const last = await app.inject({ url: "/auctions/auction-1001" });

  expect(record.json()).toMatchObject({
    auctionId: "auction-1",
    slotId: "home",
    answered: "chain",
    nodeIds: ["coolads-home"],
    lastResort: { bidId: "direct", deliveredAs: "nothing" },
    bids: [{ bidId: "coolads-home", node: 1 }, { bidId: "direct" }],
  });
  expect(forgotten.json()).toMatchObject({ error: { code: "NOT_FOUND" } });
  expect(last.statusCode).toBe(200);
});

it("draws the same for the same seed, and something else for another", async () => {
  const rtb_bids = [
    { name: "live", buyer: "dsp", cpm: { from: 1, to: 9 }, render_uri: "https://r.example/" },
  ];
  const priceWith = async (seed: number) => {
    const slots = { home: { kind: "auction" as const } };
    const app = await createAdServer({ seed, slots, platform: { rtb_bids } });
    const { body } = await ask(app);
    return (body as { ad: { cpmUsd: number } }).ad.cpmUsd;
  };

  const [first, again, other] = [await priceWith(1), await priceWith(1), await priceWith(2)];

  expect(first).toBe(again);
  expect(first).not.toBe(other);
});

it("has nothing for a slot that is switched off, and does not know any other", async () => {
  const app = await createAdServer({
    slots: { home: { kind: "auction", active: false }, fixed: { kind: "nothing" } },
    platform: aPlatform,
  });

  const [off, unknown] = [await ask(app), await ask(app, "hom")];

  const record = await app.inject({ url: "/auctions/auction-1" });
  expect(off).toEqual({ status: 204, body: undefined, auctionId: "auction-1" });
  expect(record.json()).toMatchObject({ bids: [], warnings: ["the slot is switched off"] });
  expect(unknown).toMatchObject({
    status: 404,
    body: { error: { message: 'Unknown slot "hom": did you mean "home"?' } },
  });
});

it.each<readonly [string, NonNullable<AdServerConfigInput["platform"]>, string, string]>([
  [
    "a bid of no network",
    { ...aPlatform, networks: [] },
    "platform.bids[0].network",
    'There is no network "CoolAds" in platform.networks',
  ],
  [
    "two deals of one name",
    {
      deals: [
        { name: "d", buyers: ["b"] },
        { name: "d", buyers: ["b"] },
      ],
    },
    "platform.deals[1].name",
    'There is a deal "d"',
  ],
])("refuses a configuration with %s", async (_what, platform, path, message) => {
  const error = await errorOf(() => createAdServer({ platform }));

  expect(error).toMatchObject({
    code: "ERR_CONFIG_INVALID",
    details: { issues: [{ path, message }] },
  });
});

it("leaves out a bid whose budget is used up, by impressions and not by passbacks", async () => {
  const [bid] = aPlatform.bids ?? [];
  const campaign = { daily_budget_imps: 2 };
  const platform = { ...aPlatform, ...(bid && { bids: [{ ...bid, campaign }] }) };
  const nowMs = () => Date.parse("2026-03-08T09:00:00Z");
  const slots = { home: { kind: "auction" as const } };
  const app = await createAdServer({ slots, platform }, { nowMs });
  const send = (events: readonly (readonly [kind: string, at: string])[]) =>
    post(
      app,
      "/events",
      events.map(([kind, at]) => ({
        event_id: `${kind} ${at}`,
        network_id: "CoolAds",
        bid_id: "coolads-home",
        slot_id: "home",
        at,
        kind,
      })),
    );

  await send([
    ["impression", "2026-03-07T23:59:59Z"],
    ["impression", "2026-03-08T00:00:00Z"],
    ["no-ad", "2026-03-08T00:00:01Z"],
  ]);
  const before = await ask(app);
  await send([["impression", "2026-03-08T01:00:00Z"]]);
  const after = await ask(app);
  const record = await app.inject({ url: "/auctions/auction-2" });

  expect(before.body).toMatchObject({ kind: "chain" });
  expect(after.body).toMatchObject({ kind: "contextual-ad" });
  expect(record.json()).toMatchObject({
    bids: [{ rule: "cap-reached", detail: "impressions today: 2 of 2 are used up" }, {}],
  });
});

it("lets the phone count what a bid allows each user", async () => {
  const [bid] = aPlatform.bids ?? [];
  const profile = { max_day_imps: 3 };
  const platform = { ...aPlatform, ...(bid && { bids: [{ ...bid, profile }] }) };
  const app = await createAdServer({ slots: { home: { kind: "auction" } }, platform });

  const { body } = await ask(app);

  expect(body).toMatchObject({ nodes: [{ cap: { impressions: 3, windowMs: 86_400_000 } }] });
});

it("keeps what it was told in a folder, and takes of a configuration only slots that are new", async () => {
  const folder = await aTempFolder({});
  const first = await createAdServer(
    { slots: { home: { kind: "auction" } }, platform: aPlatform },
    { data: folder.path },
  );
  await post(first, "/mediated-networks/1/deactivate", {});
  await first.close();

  const slots = { home: { kind: "auction" as const }, other: { kind: "auction" as const } };
  const second = await createAdServer({ slots, platform: aPlatform }, { data: folder.path });
  const [home, other] = [await ask(second), await ask(second, "other")];
  await second.close();

  const ad = { kind: "contextual-ad", ad: { renderUri: "https://direct.example/" } };
  expect([home.body, other.body]).toMatchObject([ad, ad]);
});

it("takes nothing of a configuration into a folder if it cannot take all", async () => {
  const { path: data } = await aTempFolder({});
  const slots = { home: { kind: "auction" as const } };
  const twice = [...(aPlatform.line_items ?? []), ...(aPlatform.line_items ?? [])];

  const error = await errorOf(() =>
    createAdServer({ slots, platform: { ...aPlatform, line_items: twice } }, { data }),
  );
  const app = await createAdServer({ slots, platform: aPlatform }, { data });
  const { body } = await ask(app);
  await app.close();

  expect(error).toMatchObject({ code: "ERR_CONFIG_INVALID" });
  expect(body).toMatchObject({ kind: "chain", nodes: [{ nodeId: "coolads-home" }] });
});

it("does not show its own ads through a network that is switched off", async () => {
  const app = await createAdServer({
    slots: { home: { kind: "auction", house_network: "house" } },
    networks: { house: { adapter: "fixed-price" } },
    platform: {
      ...aPlatform,
      networks: [...(aPlatform.networks ?? []), { name: "house", active: false }],
    },
  });

  await ask(app);
  const record = await app.inject({ url: "/auctions/auction-1" });

  expect(record.json()).toMatchObject({ lastResort: { bidId: "direct", deliveredAs: "nothing" } });
});

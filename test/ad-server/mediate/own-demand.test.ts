import { expect, it } from "vitest";
import {
  createAdServer,
  type AdServerConfigInput,
  type ExplainedBid,
} from "../../../ad-server/index.ts";
import { aBid, aBody, answerTo, winnersOf } from "./a-mediate-request.ts";

const lineItem = { name: "spring", type: "standard", revenue_value: 1.75 } as const;
const renderUri = "https://direct.example/ad?a=1&b=2";

const seller: AdServerConfigInput = {
  slots: { home: { kind: "auction", reserve: 1 }, elsewhere: { kind: "nothing" } },
  platform: {
    networks: [{ name: "CoolAds" }],
    bids: [
      {
        name: "cool",
        network: "CoolAds",
        "line-item": { revenue_value: 1.5 },
        creative: { uid: "1", media_type: "banner", size: "300x250" },
      },
    ],
    line_items: [{ ...lineItem, render_uri: renderUri }],
    rtb_bids: [{ name: "live", buyer: "dsp", cpm: 0.5, render_uri: "https://dsp.example/ad" }],
  },
};

interface Answer {
  readonly seatbid: readonly {
    readonly seat: string;
    readonly bid: readonly Readonly<Record<string, unknown>>[];
  }[];
  readonly ext?: { readonly explain?: readonly ExplainedBid[] };
}

async function ask(body: object, config = seller): Promise<Answer> {
  const app = await createAdServer(config, { nowMs: () => Date.parse("2026-01-01T12:00:00Z") });
  const answer = await app.inject({ method: "POST", url: "/adserver/mediate", payload: body });
  await app.close();
  return answer.json();
}

const forSlot = (tagid: string, fields: object = {}): Readonly<Record<string, unknown>> => ({
  imp: [{ id: "imp-1", tagid, banner: { w: 300, h: 250 }, ...fields }],
});

it("has the ad server's own auction compete with the bids of a request, and says how it went", async () => {
  const config = { demand: "configured", explain: true, seed: 1 };

  const { seatbid, ext } = await ask(aBody({ a: [aBid(1.2)] }, config, forSlot("home")));

  expect(seatbid).toEqual([
    {
      seat: "house",
      bid: [
        {
          id: expect.any(String) as string,
          impid: "imp-1",
          price: 1.75,
          adm: '<iframe src="https://direct.example/ad?a=1&amp;b=2" width="300" height="250" frameborder="0" scrolling="no"></iframe>',
          crid: "spring",
          w: 300,
          h: 250,
          mtype: 1,
        },
      ],
    },
  ]);
  expect(ext?.explain?.map(({ bidder, outcome, why }) => [bidder, outcome, why])).toEqual([
    ["a", "outbid", '1.2 is below "house" at 1.75'],
    ["CoolAds", "lost-own-auction", 'outranked: ranks at 1.5, behind "spring" at 1.75'],
    ["house", "won", "best of 4 bids"],
    ["dsp", "lost-own-auction", expect.stringMatching(/^below-reserve: /) as string],
  ]);
});

it("takes a network at its word, and draws its ad", async () => {
  const { platform, ...others } = seller;

  const { seatbid } = await ask(
    aBody({ a: [aBid(1.2)] }, { demand: "configured" }, forSlot("home")),
    { ...others, platform: { ...platform, line_items: [] } },
  );

  expect([seatbid[0]?.seat, seatbid[0]?.bid[0]?.["price"]]).toEqual(["CoolAds", 1.5]);
  expect(seatbid[0]?.bid[0]?.["adm"]).toContain(
    "/static/creatives/300x250.html?crid=cool&bid=1.50",
  );
});

it.each<{ what: string; config: object; fields: Readonly<Record<string, unknown>>; won: string }>([
  { what: "without being asked to", config: {}, fields: forSlot("home"), won: "a 1.2" },
  {
    what: "for a slot that is not sold by auction",
    config: { demand: "configured" },
    fields: forSlot("elsewhere"),
    won: "a 1.2",
  },
  {
    what: "for a slot that nobody knows",
    config: { demand: { slot: "nowhere" } },
    fields: forSlot("home"),
    won: "a 1.2",
  },
  {
    what: "below the floor of the impression",
    config: { demand: "configured" },
    fields: forSlot("home", { bidfloor: 1.8 }),
    won: "a 1.2",
  },
  {
    what: "below the floor of the request",
    config: { demand: "configured", price_floor: 1.8 },
    fields: forSlot("home"),
    won: "",
  },
])("does not take part $what", async ({ config, fields, won }) => {
  const { seatbid } = await ask(aBody({ a: [aBid(1.2)] }, { ...config }, fields));

  expect(seatbid.map(({ seat, bid }) => `${seat} ${String(bid[0]?.["price"])}`).join()).toBe(won);
});

it.each([
  ["the impression's tagid", { demand: "configured" }, forSlot("home")],
  ["the impression's id", { demand: "configured" }, { imp: [{ id: "home" }] }],
  ["the request", { demand: { slot: "home" } }, forSlot("elsewhere")],
])("sells the slot that %s names", async (_what, config, fields) => {
  const { seatbid } = await ask(aBody({ a: [] }, config, fields));

  expect(seatbid.map(({ seat, bid }) => [seat, bid.length])).toEqual([["house", 1]]);
});

it("holds no more than a hundred auctions for one request", async () => {
  const imp = Array.from({ length: 150 }, (_, index) => ({ id: `imp-${index}`, tagid: "home" }));

  const { seatbid } = await ask(aBody({ a: [] }, { demand: "configured" }, { imp }));

  const impIds = seatbid.flatMap(({ bid }) => bid.map(({ impid }) => impid));
  expect(impIds).toEqual(Array.from({ length: 100 }, (_, index) => `imp-${index}`));
});

it("has nothing of its own without a server", () => {
  const body = aBody({ a: [aBid(1.2)] }, { demand: "configured" }, forSlot("home"));

  expect(winnersOf(answerTo(body))).toEqual(["a imp-1 1.2"]);
});

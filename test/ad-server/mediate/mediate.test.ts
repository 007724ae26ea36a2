import { expect, it } from "vitest";
import { mediate } from "../../../ad-server/index.ts";
import { aBid, aBody, answerTo, requestFrom, winnersOf } from "./a-mediate-request.ts";

const imps = [{ id: "imp-1" }, { id: "imp-2" }];

it("answers in OpenRTB's words, with the bid as it came", () => {
  const own = { crid: "creative-a", adomain: ["example.com"] };

  const answer = answerTo(aBody({ a: [aBid(2.5, own)] }));

  expect(JSON.parse(JSON.stringify(answer))).toEqual({
    id: "auction",
    seatbid: [
      {
        seat: "a",
        bid: [
          {
            id: expect.stringMatching(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/) as string,
            impid: "imp-1",
            price: 2.5,
            adm: "<p>2.5</p>",
            ...own,
            w: 300,
            h: 250,
            mtype: 1,
          },
        ],
      },
    ],
    cur: "USD",
  });
});

it.each([
  { what: "the highest price", bids: { a: [aBid(2)], b: [aBid(3)] }, won: ["b imp-1 3"] },
  { what: "the first bidder of equals", bids: { a: [aBid(3)], b: [aBid(3)] }, won: ["a imp-1 3"] },
  {
    what: "an impression that nobody listed",
    bids: { a: [aBid(1, { imp_id: "other" })] },
    won: ["a other 1"],
  },
  { what: "a bid of 0", bids: { a: [aBid(0)] }, won: ["a imp-1 0"] },
  { what: "nobody without bids", bids: { a: [] }, won: [] },
])("chooses $what", ({ bids, won }) => {
  expect(winnersOf(answerTo(aBody(bids)))).toEqual(won);
});

it("takes the first of equal bids of one bidder", () => {
  const answer = answerTo(aBody({ a: [aBid(2, { crid: "one" }), aBid(2, { crid: "other" })] }));

  expect(answer.seatbid[0]?.bid[0]?.crid).toBe("one");
});

it("lets a bid reach the floor, and not miss it by a hair", () => {
  const floor = { price_floor: 1.5 };

  expect(winnersOf(answerTo(aBody({ a: [aBid(1.5)] }, floor)))).toEqual(["a imp-1 1.5"]);
  expect(winnersOf(answerTo(aBody({ a: [aBid(1.499999)] }, floor)))).toEqual([]);
});

it("puts all wins of one name in one seat, in the order of the request's impressions", () => {
  const body = aBody({}, undefined, {
    imp: imps,
    ext: {
      bidder_responses: [
        { bidder: "b", bids: [aBid(1, { imp_id: "imp-3" }), aBid(1, { imp_id: "imp-2" })] },
        { bidder: "a", bids: [aBid(1)] },
        { bidder: "b", bids: [aBid(1, { imp_id: "__proto__" })] },
      ],
    },
  });

  expect(winnersOf(answerTo(body))).toEqual([
    "a imp-1 1",
    "b imp-2 1",
    "b imp-3 1",
    "b __proto__ 1",
  ]);
});

it.each(["", " "])("keeps markup of %j, which is not the same as none", (adm) => {
  expect(answerTo(aBody({ a: [aBid(1, { adm })] })).seatbid[0]?.bid[0]?.adm).toBe(adm);
});

it.each([undefined, null])("generates the markup that a winner does not have: %s", (adm) => {
  const request = requestFrom(aBody({ a: [aBid(2, { adm, w: 320, h: 50 })] }));

  const { seatbid } = mediate(request, { baseUrl: "//ads.example" });

  expect(seatbid[0]?.bid[0]?.adm).toContain(
    'src="//ads.example/static/creatives/320x50.html?crid=imp-1&bid=2.00&sig=not_present&',
  );
  expect(seatbid[0]?.bid[0]).not.toHaveProperty("crid");
});

// spec: mediate-endpoint 2.4, strict provenance
it("echoes a bid's provenance, and adds nothing that the client has not sent", () => {
  const ext = { trusted_server: { candidate_id: "abcdefghijkl" } };
  const config = { targeting: true };
  const sent = { adm: null, crid: null, ext, adomain: null };

  const answer = answerTo(aBody({ a: [aBid(2, sent)] }, config));

  const [bid] = answer.seatbid[0]?.bid ?? [];
  expect(JSON.parse(JSON.stringify(bid))).toEqual({
    id: expect.any(String) as string,
    impid: "imp-1",
    price: 2,
    w: 300,
    h: 250,
    ext,
  });
});

it("is pure: the same request is answered the same, and left as it is", () => {
  const request = requestFrom(aBody({ a: [aBid(1), aBid(2)] }, { auction_type: 2 }));
  const before = structuredClone(request);

  const [one, other] = [mediate(request), mediate(request)];

  expect(one).toEqual(other);
  expect(request).toEqual(before);
});

import { expect, it } from "vitest";
import type { JsonObject } from "../../../sdk/foundation/json.ts";
import { aCreative, frameUrlOf, queryOf } from "../../support/a-creative.ts";

it("is a comment that tells the request, and a frame that shows the creative's page", () => {
  const adm = aCreative({ crid: "creative-b", price: 2.5 });

  expect(adm).toBe(`<!-- MOCKTIONEER_METADATA
{
  "signature": {
    "status": "NotPresent",
    "details": {
      "reason": "Mediation response"
    }
  },
  "request": {
    "id": "auction-123",
    "imp": [
      {
        "id": "imp-1",
        "banner": {
          "w": 300,
          "h": 250
        }
      }
    ]
  }
}
-->
<div style="display:inline-block;position:relative;width:300px;height:250px">
  <iframe
    src="//ads.example:8787/static/creatives/300x250.html?crid=creative-b&bid=2.50&sig=not_present&id=bid-1&imp=imp-1&bidder=bidder-b"
    width="300"
    height="250"
    frameborder="0"
    scrolling="no"
  ></iframe>
</div>
`);
});

it("names the impression where the bid names no creative", () => {
  const queries = [{}, { crid: null }, { crid: "" }].map((bid) =>
    queryOf(frameUrlOf(aCreative(bid))),
  );

  expect(queries.map(({ crid }) => crid)).toEqual(["imp-1", "imp-1", ""]);
});

it("takes the size of the bid, whatever it is, and not that of the impression", () => {
  const url = frameUrlOf(aCreative({ w: 123, h: 45, baseUrl: "https://ads.example/mock" }));

  expect(new URL(url).pathname).toBe("/mock/static/creatives/123x45.html");
});

it.each([
  [0.125, "0.12"],
  [0.375, "0.38"],
  [0.625, "0.62"],
  [0.875, "0.88"],
  [1_000_000.125, "1000000.12"],
  [1.005, "1.00"],
  [2.675, "2.67"],
  [0, "0.00"],
  [2, "2.00"],
  [1e21, "1000000000000000000000.00"],
])("writes the price %d as %s: exact halves go to the even digit", (price, text) => {
  expect(queryOf(frameUrlOf(aCreative({ price })))["bid"]).toBe(text);
});

it.each(["a&b#c+d%e", `"'<>\``, "-->", "søren 広告 🎯", " ", "a=b?c/d", "javascript:alert(1)"])(
  "carries %s to the page as it is, in an address without quotes or entities",
  (text) => {
    const url = frameUrlOf(aCreative({ crid: text, imp_id: text, bidder: text }));

    expect(queryOf(url)).toMatchObject({ crid: text, imp: text, bidder: text });
    expect(url).toMatch(/^[\w.~!*():/?&=%-]+$/);
  },
);

it("cuts what the click and pixel endpoints would refuse as too long", () => {
  const crid = "🎯".repeat(200);

  expect(queryOf(frameUrlOf(aCreative({ crid })))["crid"]).toBe("🎯".repeat(128));
});

it("replaces what is no character at all", () => {
  expect(queryOf(frameUrlOf(aCreative({ crid: "a\ud800b" })))["crid"]).toBe("a\ufffdb");
});

it.each(["-->", "--->", "--!>", "<!--", "---->--!>-->", "-", "--", "\u202e\u2066", "<script>"])(
  "lets %j neither end nor reopen the comment, and keeps it readable as JSON",
  (text) => {
    const imp = { id: text, tagid: text, ext: { [text]: text } };

    const adm = aCreative({ requestId: text, imp });

    const comment = adm.slice("<!-- MOCKTIONEER_METADATA".length, adm.indexOf("\n-->"));
    expect(comment).not.toMatch(/--|<|>|[\u202a-\u202e\u2066-\u2069]/);
    expect(JSON.parse(comment)).toMatchObject({ request: { id: text, imp: [imp] } });
  },
);

it("stays small however large the request's id and however deep its impression", () => {
  let ext: JsonObject = {};
  for (let depth = 0; depth < 100_000; depth += 1) ext = { ext };

  const adm = aCreative({ requestId: "x".repeat(1_000_000), imp: { id: "imp-1", ext } });

  expect(adm.length).toBeLessThan(2_000);
});

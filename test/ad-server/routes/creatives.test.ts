import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";

const query = "crid=creative-b&bid=2.50&sig=not_present&id=bid-1&imp=imp-1&bidder=bidder-b";

it("serves a page that links, draws and counts", async () => {
  const app = await createAdServer({});

  const page = await app.inject({ url: `/static/creatives/300x250.html?${query}` });

  expect(page.statusCode).toBe(200);
  expect(page.headers).toMatchObject({
    "access-control-allow-origin": "*",
    "cache-control": "public, max-age=3600",
    "content-security-policy": expect.stringMatching(/^default-src 'none'; img-src 'self';/),
    "content-type": "text/html; charset=utf-8",
    "cross-origin-resource-policy": "cross-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  expect(page.body.slice(page.body.indexOf("<body>"))).toBe(`<body>
<a href="../../click?crid=creative-b&amp;w=300&amp;h=250&amp;id=bid-1&amp;bid=2.50&amp;imp=imp-1&amp;bidder=bidder-b" target="_blank" rel="noopener noreferrer"><img src="../img/300x250.svg?bid=2.50&amp;bidder=bidder-b" width="300" height="250" alt="Advertisement, 300x250"></a>
<p dir="auto">not_present</p>
<img src="../../pixel?pid=bid-1&amp;crid=creative-b&amp;bid=2.50&amp;imp=imp-1&amp;bidder=bidder-b" width="1" height="1" alt="">
</body>
</html>
`);
});

it.each([
  ["", ["img"]],
  ["?pixel_html=true&pixel_js=true", ["img", "script"]],
  ["?pixel_html=false", []],
  ["?pixel_html=false&pixel_js=true", ["script"]],
])("counts by image, by script, by both or not at all: %s", async (search, expected) => {
  const app = await createAdServer({});

  const { body } = await app.inject({ url: `/static/creatives/1x1.html${search}` });

  const pixels = Array.from(body.matchAll(/<(\w+) [^>]*src="[^"]*pixel[^>]*>/g), ([, tag]) => tag);
  expect(pixels).toEqual(expected);
});

it.each(["/static/creatives/300x250.html", "/static/img/300x250.svg"])(
  "answers HEAD for %s as it answers GET, without the body",
  async (url) => {
    const app = await createAdServer({});

    const [head, get] = [await app.inject({ method: "HEAD", url }), await app.inject({ url })];

    expect([head.statusCode, head.body]).toEqual([200, ""]);
    expect({ ...head.headers, date: "" }).toEqual({ ...get.headers, date: "" });
  },
);

it("draws any size up to a sane one, with what was bid and by whom as text", async () => {
  const app = await createAdServer({});
  const bidder = encodeURIComponent(`<b>&"'\u202e\u0007\ud83c\udfaf`);

  const image = await app.inject({ url: `/static/img/123x45.svg?bid=0.125&bidder=${bidder}` });

  expect([image.statusCode, image.headers["content-type"]]).toEqual([
    200,
    "image/svg+xml; charset=utf-8",
  ]);
  expect(image.headers).toMatchObject({
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'",
    "x-content-type-options": "nosniff",
  });
  expect(image.body)
    .toBe(`<svg xmlns="http://www.w3.org/2000/svg" width="123" height="45" viewBox="0 0 123 45">
<title>123x45 — $0.12 — &lt;b&gt;&amp;&quot;&#39;\ufffd\ufffd🎯</title>
<rect width="100%" height="100%" fill="#e8eef7"/>
<rect x="0.5" y="0.5" width="122" height="44" fill="none" stroke="#5b7aa8"/>
<g fill="#1d3557" font-family="sans-serif" text-anchor="middle" dominant-baseline="middle">
<text x="50%" y="15.0" font-size="11.3">123x45 — $0.12</text>
<text x="50%" y="30.0" font-size="11.3">&lt;b&gt;&amp;&quot;&#39;\ufffd\ufffd🎯</text>
</g>
</svg>
`);
});

it.each([
  ["/static/creatives/1x1.html", 200],
  ["/static/creatives/10000x10000.html?bid=abc&anything=else", 200],
  ["/static/creatives/10001x1.html", 422],
  ["/static/creatives/0x250.html", 422],
  ["/static/creatives/300.html", 422],
  ["/static/creatives/-1x250.html", 422],
  ["/static/creatives/1e2x250.html", 422],
  [`/static/creatives/${"9".repeat(200)}x1.html`, 422],
  ["/static/creatives/300x250.svg", 404],
  ["/static/creatives/300x250.html?pixel_html=yes", 400],
  ["/static/creatives/300x250.html?pixel_js=", 400],
  ["/static/creatives/300x250.html?crid=a&crid=b", 400],
  ["/static/img/1x1.svg", 200],
  ["/static/img/300x250.svg?bid=0", 200],
  ["/static/img/300x250.svg?bid=-1", 422],
  ["/static/img/300x250.svg?bid=NaN", 422],
  ["/static/img/300x250.svg?bid=", 422],
  ["/static/img/0x0.svg", 422],
  ["/static/img/300x250.html", 404],
  ["/static/img/300x250.svg?__proto__=x&constructor=y", 200],
])("answers %s with %i", async (url, status) => {
  const app = await createAdServer({});

  const answer = await app.inject({ url });

  expect([answer.statusCode, answer.headers["access-control-allow-origin"]]).toEqual([status, "*"]);
});

it("says which value it cannot take", async () => {
  const app = await createAdServer({});

  const answer = await app.inject({ url: "/static/img/300x0.svg" });

  expect(answer.json()).toEqual({
    error: {
      code: "UNPROCESSABLE_CONTENT",
      message: "The request has values that are not allowed.",
      details: [
        {
          path: "size",
          message: 'Width and height are integers from 1 to 10000, with an "x" between them',
        },
      ],
    },
  });
});

it.each(["/static/creatives/300x250.html", "/static/img/300x250.svg", "/pixel", "/click"])(
  "tells a browser that it may ask for %s",
  async (url) => {
    const app = await createAdServer({});

    const answer = await app.inject({ method: "OPTIONS", url });

    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      allow: "GET, OPTIONS",
      "access-control-allow-methods": "GET, OPTIONS",
      "access-control-allow-origin": "*",
    });
  },
);

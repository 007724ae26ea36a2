import * as fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { createAdServer } from "../../ad-server/index.ts";
import { MAX_TEXT_CHARACTERS } from "../../ad-server/creatives/creative-url.ts";
import { aCreative, frameUrlOf, queryOf } from "../support/a-creative.ts";
import { tellHtml } from "../support/tell-html.ts";

/** What breaks out of attributes, texts, comments, scripts, addresses and JSON where somebody forgot one of them. */
const hostileWords = Object.values({
  comments: ["-->", "--!>", "--", "<!--", "-", ">", "<", "]]>", "<![CDATA[", "<?xml ?>"],
  elements: ["<script>alert(1)</script>", "</script>", "</style>", "</title>", "<b onload=x>"],
  attributes: [`"`, "'", "`", "=", "&", "&quot;", "&#34", "&lt", "onload=alert(1) "],
  addresses: ["%", "%22", "%2522", "#", "?", "+", "/", "javascript:alert(1)", "data:,<b>", "//x.y"],
  programs: ["\\", "\\u003c", "${x}", "$&", "$0", "__proto__"],
  unseen: [
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\ufeff",
    "\u2028",
    "\u202e",
    "\u2066",
  ],
  letters: [" ", "x", "🎯", "שלום", "\ud800", "\udc00"],
}).flat();
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...hostileWords), fc.string({ unit: "binary", maxLength: 4 })), {
    maxLength: 8,
  })
  .map((words) => words.join(""));

const hostileBid = fc.record({
  imp_id: hostileText,
  crid: fc.option(hostileText),
  bidder: hostileText,
  bidId: hostileText,
  requestId: hostileText,
  imp: fc.dictionary(hostileText, fc.oneof(hostileText, fc.dictionary(hostileText, hostileText))),
  price: fc.double({ min: 0, max: 1e22, noNaN: true }),
});

/** What arrives of a text: valid Unicode of a bounded length. */
function arrived(text: string): string {
  return Array.from(text.toWellFormed()).slice(0, MAX_TEXT_CHARACTERS).join("");
}

/** What is shown of a text: no marks that nobody sees. */
function shown(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

function isVisible(text: string): boolean {
  return text.trim() !== "";
}

let app: Awaited<ReturnType<typeof createAdServer>>;
beforeAll(async () => {
  app = await createAdServer({});
  return () => app.close();
});

it("makes one comment and one frame of any bid, and the frame's address carries every value", () => {
  fc.assert(
    fc.property(hostileBid, (bid) => {
      const adm = aCreative(bid);

      const { elements, comments, texts, values } = tellHtml(adm);
      expect(elements).toEqual(["div style", "iframe src width height frameborder scrolling"]);
      expect(texts).toEqual([]);
      expect(comments).toHaveLength(1);
      expect(values["iframe.src"]).toBe(frameUrlOf(adm));
      expect(queryOf(frameUrlOf(adm))).toEqual({
        crid: arrived(bid.crid ?? bid.imp_id),
        bid: expect.stringMatching(/^\d+\.\d\d$/),
        sig: "not_present",
        id: arrived(bid.bidId),
        imp: arrived(bid.imp_id),
        bidder: arrived(bid.bidder),
      });
    }),
  );
});

it("tells the request in the comment as JSON that reads as it was", () => {
  fc.assert(
    fc.property(hostileBid, (bid) => {
      const comment = tellHtml(aCreative(bid)).comments[0] ?? "";

      const [, marker, json = ""] = /^ (\w+)\n([^]*)\n$/.exec(comment) ?? [];
      expect(marker).toBe("MOCKTIONEER_METADATA");
      expect(json).not.toMatch(/--|[<>]|(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
      expect(JSON.stringify(JSON.parse(json).request)).toBe(
        JSON.stringify({ id: arrived(bid.requestId), imp: [bid.imp] }),
      );
    }),
  );
});

it("shows a page of the same elements whatever the frame's address says", async () => {
  await fc.assert(
    fc.asyncProperty(hostileBid, hostileText, async (bid, sig) => {
      const address = new URL(frameUrlOf(aCreative(bid)), "http://ads.example");
      address.searchParams.set("sig", sig);
      address.searchParams.set("pixel_js", "true");

      const page = await app.inject({ url: address.href });

      const { elements, comments, texts, values } = tellHtml(page.body);
      expect(elements).toEqual([
        "html lang",
        "head",
        "meta charset",
        "title",
        "style",
        "body",
        "a href target rel",
        "img src width height alt",
        "p dir",
        "img src width height alt",
        "script data-src",
      ]);
      expect(comments).toEqual([]);
      // Title and style before it, the script behind it.
      expect(texts.slice(2, -1)).toEqual([shown(sig)].filter(isVisible));
      expect(values["a.href"]).toMatch(/^\.\.\/\.\.\/click\?[\w.~!*()&=%-]*$/);
      expect(values["script.data-src"]).toMatch(/^\.\.\/\.\.\/pixel\?[\w.~!*()&=%-]*$/);
      expect(queryOf(values["a.href"] ?? "")).toMatchObject({
        crid: arrived(bid.crid ?? bid.imp_id),
        imp: arrived(bid.imp_id),
        bidder: arrived(bid.bidder),
      });
    }),
  );
});

it("draws and lands on nothing but text", async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, hostileText, async (name, text) => {
      const value = encodeURIComponent(text.toWellFormed());
      const key = `x${encodeURIComponent(name.toWellFormed())}`;

      const image = await app.inject({ url: `/static/img/300x250.svg?bidder=${value}` });
      const landing = await app.inject({ url: `/click?${key}=${value}` });

      const drawn = tellHtml(image.body);
      const drawnTags = drawn.elements.map((element) => element.split(" ")[0]);
      expect(drawnTags.join(" ")).toBe(`svg title rect rect g text${text === "" ? "" : " text"}`);
      expect(drawn.comments).toEqual([]);
      // XML has no way to write the others, not even as entities.
      expect(image.body).not.toMatch(/(?!\n)[\p{C}]/u);
      const landed = tellHtml(landing.body);
      expect(landed.elements.slice(4)).toEqual(["body", "h1", "dl", "dt dir", "dd dir"]);
      expect(landed.comments).toEqual([]);
      const told = [`x${shown(name.toWellFormed())}`, shown(text.toWellFormed())];
      expect(landed.texts.slice(2)).toEqual(told.filter(isVisible));
    }),
  );
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import { frameUrlOf } from "../../support/a-creative.ts";
import { HAS_BROWSER, openBrowser } from "../../../scripts/open-browser.ts";

/** Sets a flag wherever it is run, and is said to be everywhere a string may stand. */
const flag = "top.hacked=self.hacked=1";
const hostileTexts = [
  `"><script>${flag}</script>`,
  `'><img src=x onerror=${flag}>`,
  `--><script>${flag}</script><!--`,
  `--!><svg onload=${flag}>`,
  `</title></style></script><script>${flag}</script>`,
  `javascript:${flag}`,
  `data:text/html,<script>${flag}</script>`,
  `" onload="${flag}" x="`,
  `\u202e\u0000\n<body onload=${flag}>`,
];

let browser: Browser;
let publisher: Server;
let publishedAdm = "";
let app: Awaited<ReturnType<typeof createAdServer>>;
let adServerUrl = "";
let context: BrowserContext;

// The npm package with the browser has one for Linux on x64 only; elsewhere, an installed Chrome does.
describe.skipIf(!HAS_BROWSER)("a creative in a browser", () => {
  beforeAll(async () => {
    browser = await openBrowser();
    publisher = createServer((_request, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`<!doctype html><title>News</title><p>Some news</p>${publishedAdm}`);
    });
    await new Promise<void>((resolve) => publisher.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    await browser.close();
    publisher.close();
  });

  beforeEach(async () => {
    app = await createAdServer({});
    adServerUrl = await app.listen({ port: 0, host: "127.0.0.1" });
    context = await browser.newContext();
  });
  afterEach(async () => {
    await context.close();
    await app.close();
  });

  it("shows in its size, fires its pixel, and a click on it lands", async () => {
    publishedAdm = await mediateOne({ crid: "creative-b", price: 2.5 });

    const page = await visitPublisher();
    const frame = page.frameLocator("iframe");
    const image = frame.getByAltText("Advertisement, 300x250");
    const [popup] = await Promise.all([page.waitForEvent("popup"), image.click()]);
    await popup.waitForLoadState();

    const places = [await page.locator("iframe").boundingBox(), await image.boundingBox()];
    const drawn = await image.evaluate(naturalWidth);
    expect([...places.map((place) => [place?.width, place?.height]), drawn]).toEqual([
      [300, 250],
      [300, 250],
      300,
    ]);
    expect(await popup.locator("dd").allTextContents()).toEqual(
      expect.arrayContaining(["creative-b", "300", "250", "2.50", "bidder-b"]),
    );
    expect(await countEvents()).toEqual({ network_id: "bidder-b", impressions: 1, clicks: 1 });
  });

  it("shows where a client frames its address by itself, within a sandbox", async () => {
    const frameUrl = frameUrlOf(await mediateOne({ w: 123, h: 45 }));
    const address = `http:${frameUrl}&pixel_html=false&pixel_js=true`.replaceAll("&", "&amp;");
    publishedAdm = `<iframe sandbox="allow-scripts allow-popups" src="${address}"></iframe>`;

    const pixel = context.waitForEvent("response", (answer) => answer.url().includes("/pixel"));
    const [page] = await Promise.all([visitPublisher(), pixel]);
    const image = page.frameLocator("iframe").getByAltText("Advertisement, 123x45");

    const drawn = await image.evaluate(naturalWidth);
    expect(drawn).toBe(123);
    expect(await countEvents()).toMatchObject({ impressions: 1, clicks: 0 });
  });

  it("runs nothing that hides in an id, a creative's or an advertiser's name", async () => {
    const complaints: string[] = [];
    context.on("console", (message) => complaints.push(message.text()));
    context.on("dialog", (dialog) => void dialog.dismiss());
    const adms = await Promise.all(
      hostileTexts.map((text) =>
        mediateOne({ id: text, bidder: text, imp_id: text, crid: text, adomain: [text] }),
      ),
    );

    publishedAdm = adms.join("");
    const ads = (await visitPublisher()).frames();
    const links = await Promise.all(ads.slice(1).flatMap((ad) => [linkOf(ad), imageOf(ad)]));
    publishedAdm = links.map((link) => `<iframe src="${link}"></iframe>`).join("");
    const linked = (await visitPublisher()).frames();

    const flags = await collectFlags([...ads, ...linked]);
    expect(flags).toEqual(Array.from({ length: 2 + 3 * hostileTexts.length }, () => "untouched"));
    // Nothing was left for the content security policy to stop, either.
    expect(complaints).toEqual([]);
  });

  it("would have noticed", async () => {
    publishedAdm = hostileTexts.join("");

    const page = await visitPublisher();

    expect(await collectFlags(page.frames())).toEqual(["hacked"]);
  });
});

interface Winner {
  readonly id?: string;
  readonly bidder?: string;
  readonly imp_id?: string;
  readonly crid?: string;
  readonly adomain?: readonly string[];
  readonly price?: number;
  readonly w?: number;
  readonly h?: number;
}

/** Asks the endpoint as its real client does (spec: mediate-endpoint 2.1). */
async function mediateOne({
  id = "auction-1",
  bidder = "bidder-b",
  ...bid
}: Winner): Promise<string> {
  const winner = { imp_id: "imp-1", price: 3, w: 300, h: 250, ...bid };
  const answer = await fetch(`${adServerUrl}/adserver/mediate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      id,
      imp: [{ id: winner.imp_id, banner: { w: 300, h: 250 } }],
      ext: { bidder_responses: [{ bidder, bids: [winner] }], config: null },
    }),
  });
  const { seatbid } = (await answer.json()) as { seatbid: { bid: { adm: string }[] }[] };
  return seatbid[0]?.bid[0]?.adm ?? "";
}

/** Until everything on the page is loaded: frames, images and pixels, but for those that a script loads. */
async function visitPublisher(): Promise<Page> {
  const page = await context.newPage();
  const { port } = publisher.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  return page;
}

async function collectFlags(frames: readonly Frame[]): Promise<string[]> {
  return Promise.all(
    frames.map((frame) => frame.evaluate(() => ("hacked" in globalThis ? "hacked" : "untouched"))),
  );
}

/** Where a click on an ad leads, as an attribute can hold it. */
async function linkOf(ad: Frame): Promise<string> {
  return toAddress(ad, await ad.locator("a").getAttribute("href"));
}

async function imageOf(ad: Frame): Promise<string> {
  return toAddress(ad, await ad.locator("a img").getAttribute("src"));
}

function toAddress(ad: Frame, relative: string | null): string {
  return new URL(relative ?? "", ad.url()).href.replaceAll("&", "&amp;");
}

/** How wide an image is by itself: 0 if it could not be drawn. */
function naturalWidth(element: object): unknown {
  return Reflect.get(element, "naturalWidth");
}

async function countEvents(): Promise<unknown> {
  const { lines } = (await app.inject({ url: "/reports/networks?level=server" })).json();
  const [{ network_id, impressions, clicks }] = lines;
  return { network_id, impressions, clicks };
}

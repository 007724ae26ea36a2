import { parseBid, type CreativeQuery } from "./creative-query.ts";
import type { CreativeSize } from "./creative-size.ts";
import { renderQuery } from "./creative-url.ts";
import { renderPrice } from "./price-text.ts";
import { markup } from "./safe-text.ts";

const style =
  "html,body{margin:0;overflow:hidden}a,img{display:block}" +
  "p{position:absolute;left:0;bottom:0;margin:0;font:10px sans-serif;background:#fff;opacity:.8}";
const script = "new Image().src=document.currentScript.dataset.src";

/** All that the page may do: show our images, and run the one script that may be in it. Hashes of the two texts above. */
export const PAGE_POLICY =
  "default-src 'none'; img-src 'self'; base-uri 'none'; form-action 'none'; " +
  "style-src 'sha256-nXjW8ikjmGHQ7frTwv1aeYbNbDSuyLy7SjJiIXbb1PU='; script-src 'sha256-AREfkz45I2VzVtK+sDiTU0wcLENkwewg4LRrU0w/x1s='";

export interface CreativePage {
  readonly size: CreativeSize;
  readonly query: CreativeQuery;
  /** The impression pixel as an image. */
  readonly pixelHtml: boolean;
  /** The impression pixel by script. */
  readonly pixelJs: boolean;
}

/** What a creative's frame shows. Its links are relative: it works wherever the server is reached. */
export function renderPage({ size, query, pixelHtml, pixelJs }: CreativePage): string {
  const { width, height } = size;
  const price = parseBid(query.bid);
  const { crid, id, imp, bidder } = query;
  const ad = { bid: price === undefined ? undefined : renderPrice(price), imp, bidder };
  const pid = id || crid || `${width}x${height}`;
  const click = `../../click?${renderQuery({ crid, w: `${width}`, h: `${height}`, id, ...ad })}`;
  const image = `../img/${width}x${height}.svg?${renderQuery({ bid: ad.bid, bidder })}`;
  const pixel = `../../pixel?${renderQuery({ pid, crid, ...ad })}`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Creative ${width}x${height}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<a href="${click}" target="_blank" rel="noopener noreferrer"><img src="${image}" width="${width}" height="${height}" alt="Advertisement, ${width}x${height}"></a>
${query.sig === undefined ? [] : markup`<p dir="auto">${query.sig}</p>\n`}${pixelHtml ? markup`<img src="${pixel}" width="1" height="1" alt="">\n` : []}${pixelJs ? markup`<script data-src="${pixel}">${{ markup: script }}</script>\n` : []}</body>
</html>
`.markup;
}

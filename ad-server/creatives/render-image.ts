import type { CreativeSize } from "./creative-size.ts";
import { cutText } from "./creative-url.ts";
import { renderPrice } from "./price-text.ts";
import { markup, type Markup } from "./safe-text.ts";

/** Beyond this, a line would be too small to read in most sizes. */
const maxCharacters = 40;

/** A drawing of any size that says how large it is, what was bid and by whom. */
export function renderImage(
  { width, height }: CreativeSize,
  { price, bidder }: { readonly price?: number | undefined; readonly bidder?: string | undefined },
): string {
  const size = `${width}x${height}`;
  const title = price === undefined ? size : `${size} — $${renderPrice(price)}`;
  const lines = bidder ? [title, shorten(cutText(bidder))] : [title];
  const texts = lines.map((text, index): Markup => {
    const fontSize = Math.min(height / 4, (1.5 * width) / Array.from(text).length, 48).toFixed(1);
    const y = ((height * (index + 1)) / (lines.length + 1)).toFixed(1);
    return markup`
<text x="50%" y="${y}" font-size="${fontSize}">${text}</text>`;
  });
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${lines.join(" — ")}</title>
<rect width="100%" height="100%" fill="#e8eef7"/>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="#5b7aa8"/>
<g fill="#1d3557" font-family="sans-serif" text-anchor="middle" dominant-baseline="middle">${texts}
</g>
</svg>
`.markup;
}

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= maxCharacters
    ? text
    : `${characters.slice(0, maxCharacters - 1).join("")}…`;
}

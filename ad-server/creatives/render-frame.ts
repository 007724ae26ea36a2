import { markup } from "./safe-text.ts";

interface Framed {
  readonly uri: string;
  readonly w: number;
  readonly h: number;
}

/** Markup of an ad that has an address of its own. */
export function renderFrame({ uri, w, h }: Framed): string {
  return markup`<iframe src="${uri}" width="${w}" height="${h}" frameborder="0" scrolling="no"></iframe>`
    .markup;
}

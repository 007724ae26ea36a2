import { cutText, MAX_TEXT_CHARACTERS } from "../creatives/creative-url.ts";

/** What is said of many bids repeats their names: a name of a megabyte must not multiply. */
export function shorten(text: string): string {
  return text.length <= MAX_TEXT_CHARACTERS ? text : `${cutText(text)}…`;
}

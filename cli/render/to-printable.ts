import type { Colors } from "picocolors/types.js";

const control = /[^\P{Cc}\n\t]/gu;
/** What picocolors begins and ends bold, dim and colours with comes first, and stays. */
const colourOrControl = /\u001B\[(?:1|2|22|3\d)m|[^\P{Cc}\n\t]/gu; // oxlint-disable-line no-control-regex -- a colour begins with one

/**
 * Replaces every control character, one for one so that columns stay where they are. Scenarios, scripts and servers
 * wrote some of what is printed, and a terminal obeys it; where we use colours, a colour is the most they get.
 */
export function toPrintable(
  text: string,
  { isColorSupported }: Pick<Colors, "isColorSupported">,
): string {
  if (!isColorSupported) return text.replaceAll(control, "\uFFFD");
  return text.replaceAll(colourOrControl, (found) => (found.length > 1 ? found : "\uFFFD"));
}

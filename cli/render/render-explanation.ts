import type { Colors } from "picocolors/types.js";
import type { MediationEvent } from "../../sdk/index.ts";
import type { Chapter, Sentence } from "../../simulator/index.ts";
import { nameScripts } from "./name-scripts.ts";
import { wrapText } from "./wrap-text.ts";

/** Chapters as people read them; what only the device sees stands further in. */
export function renderExplanation(
  chapters: readonly Chapter[],
  { events, colours }: { readonly events: readonly MediationEvent[]; readonly colours: Colors },
): string {
  const blocks = chapters.map(({ title, sentences }) =>
    [
      colours.bold(wrapText(title)),
      ...sentences.map((each) => renderSentence(each, { events, colours })),
    ].join("\n"),
  );
  return `${blocks.join("\n\n")}\n`;
}

function renderSentence(
  { text, rule, isOfDevice }: Sentence,
  { events, colours }: { readonly events: readonly MediationEvent[]; readonly colours: Colors },
): string {
  const first = isOfDevice ? "    - " : "  ";
  const wrapped = wrapText(nameScripts(text, events), {
    first,
    indent: isOfDevice ? "      " : "    ",
  });
  return rule === undefined ? wrapped : wrapped.replace(`(${rule})`, `(${colours.cyan(rule)})`);
}

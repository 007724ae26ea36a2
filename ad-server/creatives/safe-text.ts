/**
 * Text as a reader may trust it: what no screen shows (controls, marks that turn the direction of text, halves of
 * surrogate pairs) and what XML forbids becomes a replacement character.
 */
function visibleText(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Finished markup, which goes into other markup as it is. */
export interface Markup {
  readonly markup: string;
}

type MarkupValue = string | number | Markup | readonly Markup[];

/** Template tag for HTML and XML in which every value is text: of an element, or of an attribute in quotes. */
export function markup(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  const text = values.map((value, index) => renderValue(value) + (parts[index + 1] ?? ""));
  return { markup: [parts[0], ...text].join("") };
}

function renderValue(value: MarkupValue): string {
  if (typeof value === "object")
    return [value]
      .flat()
      .map((each) => each.markup)
      .join("");
  return escapeMarkup(visibleText(`${value}`));
}

/** The same text, as markup. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** How good that is; never shown by colour alone. */
export type PageTone = "good" | "bad" | "warning" | "neutral";

/** A state: `kind` chooses the icon, `word` is what is read, `tone` the colour. */
export interface PageState<Kind extends string = string> {
  readonly kind: Kind;
  readonly word: string;
  readonly tone: PageTone;
}

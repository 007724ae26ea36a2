/** The lesson that a page was made for, so that who plays the run has the text beside it. */
export interface PageLesson {
  /** From 1. */
  readonly number: number;
  readonly title: string;
  /** What it teaches, in one sentence. */
  readonly summary: string;
  /** What you'll see, run it, change one thing, check yourself. */
  readonly sections: readonly PageLessonSection[];
}

export interface PageLessonSection {
  readonly title: string;
  readonly blocks: readonly PageBlock[];
}

export type PageBlock =
  | { readonly kind: "paragraph"; readonly inline: readonly PageInline[] }
  | {
      readonly kind: "list";
      readonly isOrdered: boolean;
      readonly items: readonly (readonly PageBlock[])[];
    }
  | {
      readonly kind: "table";
      readonly header: readonly (readonly PageInline[])[];
      readonly rows: readonly (readonly (readonly PageInline[])[])[];
    }
  /** `language` is what the fence says: `sh`, `text`, `yaml`, `js`. */
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  /** The answer is folded away until somebody asks for it. */
  | {
      readonly kind: "question";
      readonly question: readonly PageInline[];
      readonly answer: readonly PageBlock[];
    };

export type PageInline =
  | { readonly kind: "text" | "code" | "strong" | "emphasis"; readonly text: string }
  /** Addresses on the web only: a page that was mailed has no files beside it. */
  | { readonly kind: "link"; readonly text: string; readonly url: string };

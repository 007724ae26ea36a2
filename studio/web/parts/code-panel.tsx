import { javascript } from "@codemirror/lang-javascript";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension, type Text } from "@codemirror/state";
import { Decoration, EditorView, highlightSpecialChars, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef, type ReactNode } from "react";

interface CodePanelProps {
  readonly label: string;
  readonly text: string;
  /** From 1, both included. */
  readonly markedLines?: { readonly first: number; readonly last: number } | undefined;
  readonly maxHeightPx: number;
}

/** Code to read: coloured, numbered, and scrolled to what is marked. */
export function CodePanel({ label, text, markedLines, maxHeightPx }: CodePanelProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const first = markedLines?.first;
  const last = markedLines?.last;

  useEffect(() => {
    if (host.current === null) return undefined;
    const view = new EditorView({
      parent: host.current,
      doc: text,
      extensions: [
        ...readingExtensions,
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        theme(maxHeightPx),
        first === undefined ? [] : markLines(first, last ?? first),
      ],
    });
    revealLine(view, first ?? 1);
    return () => view.destroy();
  }, [label, text, first, last, maxHeightPx]);
  return <div ref={host} />;
}

/** Of one look in light and dark: the page's variables follow the scheme. */
const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--text-dimmed)", fontStyle: "italic" },
  { tag: tags.function(tags.variableName), color: "var(--code-function)" },
]);

const readingExtensions: readonly Extension[] = [
  lineNumbers(),
  EditorView.lineWrapping,
  // Letters that nobody sees, and those that turn the direction of writing around, are marked.
  highlightSpecialChars(),
  javascript(),
  syntaxHighlighting(highlighting),
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
];

function theme(maxHeightPx: number): Extension {
  return EditorView.theme({
    "&": {
      fontSize: "12px",
      maxHeight: `${maxHeightPx}px`,
      backgroundColor: "var(--surface-code)",
    },
    ".cm-scroller": { overflow: "auto", fontFamily: "var(--mantine-font-family-monospace)" },
    ".cm-gutters": {
      backgroundColor: "var(--surface-code)",
      color: "var(--text-dimmed)",
      border: "none",
    },
    ".cm-marked": { backgroundColor: "var(--accent-soft)", boxShadow: "inset 3px 0 var(--accent)" },
  });
}

const marked = Decoration.line({ class: "cm-marked" });

function markLines(first: number, last: number): Extension {
  return EditorView.decorations.of((view) => Decoration.set(decorate(view.state.doc, first, last)));
}

function decorate(document: Text, first: number, last: number) {
  const end = Math.min(last, document.lines);
  const count = Math.max(0, end - first + 1);
  return Array.from({ length: count }, (_, index) =>
    marked.range(document.line(first + index).from),
  );
}

/** Scrolls within the code only: the page stays where it is. */
function revealLine(view: EditorView, line: number): void {
  const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines));
  view.requestMeasure({
    read: () => view.lineBlockAt(from).top,
    write: (topPx) => {
      view.scrollDOM.scrollTop = topPx;
    },
  });
}
